package dev.fastmcp.core.transform;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Tags of components, as servers made with FastMCP write them into {@code _meta}: under {@code fastmcp}, or under {@code _fastmcp} where the server is older. */
public final class Tags {

    private static final List<String> NAMESPACES = List.of("fastmcp", "_fastmcp");
    private static final String TAGS = "tags";

    private Tags() {}

    /** Reads them. */
    public static Set<String> of(Map<String, Object> meta) {
        Set<String> tags = new LinkedHashSet<>();
        namespace(meta).map(meta::get).ifPresent(found -> {
            if (found instanceof Map<?, ?> map && map.get(TAGS) instanceof List<?> list) {
                list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .forEach(tags::add);
            }
        });
        return Collections.unmodifiableSet(tags);
    }

    /** Returns a copy with a member for readers of such tags, in the namespace that is there already. */
    static Map<String, Object> with(Map<String, Object> meta, String member, Object value) {
        String name = namespace(meta).orElse(NAMESPACES.get(0));
        Map<String, Object> inner = new LinkedHashMap<>();
        if (meta.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, old) -> inner.put(String.valueOf(key), old));
        }
        inner.put(member, value);
        Map<String, Object> changed = new LinkedHashMap<>(meta);
        changed.put(name, inner);
        return changed;
    }

    /** Returns a copy with other tags, in the namespace that is there already. */
    public static Map<String, Object> with(Map<String, Object> meta, Set<String> tags) {
        return with(meta, TAGS, List.copyOf(tags));
    }

    /** FastMCP looks for its own namespace first, and at the older one only without it. */
    private static Optional<String> namespace(Map<String, Object> meta) {
        return NAMESPACES.stream()
                .filter(name -> meta.get(name) instanceof Map<?, ?>)
                .findFirst();
    }
}
