package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.Headers;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who may ask at all: a page in a browser can make this machine its own name (DNS rebinding), so names and origins are compared with those that are allowed, and whoever has a token must show it.
 *
 * @param hosts names that requests may use for this server, in lower case, without ports
 * @param origins origins of pages that may ask, in lower case, beside those of the hosts
 * @param token what must be shown; empty for nothing
 */
public record Guard(Set<String> hosts, Set<String> origins, Optional<String> token) {

    /** The status to refuse with; 0 if the request may go on. */
    int refusal(Headers headers) {
        List<String> named = headers.getOrDefault("Host", List.of());
        if (named.size() != 1 || !hosts.contains(host(named.get(0)))) {
            return 403;
        }
        List<String> origin = headers.getOrDefault("Origin", List.of());
        if (!origin.isEmpty() && !(origin.size() == 1 && isAllowed(origin.get(0)))) {
            return 403;
        }
        return token.isEmpty() || isShown(token.get(), headers) ? 0 : 401;
    }

    private static String host(String authority) {
        String lower = authority.toLowerCase(Locale.ROOT);
        int colon = lower.lastIndexOf(':');
        return colon > lower.lastIndexOf(']') ? lower.substring(0, colon) : lower;
    }

    private boolean isAllowed(String origin) {
        if (origins.contains(origin.toLowerCase(Locale.ROOT))) {
            return true;
        }
        try {
            URI uri = URI.create(origin);
            return uri.getHost() != null && hosts.contains(uri.getHost().toLowerCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Takes the same time whatever is shown. */
    private static boolean isShown(String token, Headers headers) {
        List<String> shown = headers.getOrDefault("Authorization", List.of());
        byte[] given = (shown.size() == 1 ? shown.get(0) : "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, ("Bearer " + token).getBytes(StandardCharsets.UTF_8));
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return "Guard" + hosts;
    }
}
