package dev.fastmcp.core.proxy;

import dev.fastmcp.api.http.RequestHeaders;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Those of a request's headers that are to be handed on by name: what a client has to show, apart from what each of its requests is about. */
final class NamedHeaders {

    private NamedHeaders() {}

    /** @param named {@code null} for none at all */
    static RequestHeaders of(Map<String, List<String>> incoming, @Nullable Set<String> named) {
        if (named == null || named.isEmpty()) {
            return RequestHeaders.NONE;
        }
        Set<String> wanted = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        wanted.addAll(named);
        // It lists others that must not go further.
        wanted.add("connection");
        Map<String, List<String>> chosen = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        incoming.forEach((name, values) -> {
            if (wanted.contains(name)) {
                chosen.put(name, values);
            }
        });
        return RequestHeaders.forwarding(chosen, named);
    }
}
