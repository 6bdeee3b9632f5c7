package dev.fastmcp.transport.http;

import dev.fastmcp.transport.http.internal.Origin;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** Checks what users pass. Messages never repeat an address as a whole, since it may hold credentials. */
final class Addresses {

    /** As a segment of the path; Python's FastMCP has the same rule. */
    private static final Pattern SSE = Pattern.compile("/sse(/|\\?|&|$)");

    private Addresses() {}

    static URI parsed(String address) {
        Objects.requireNonNull(address, "address");
        try {
            return new URI(address);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the address is invalid: " + e.getReason() + " at index " + e.getIndex());
        }
    }

    static URI checked(URI uri) {
        Objects.requireNonNull(uri, "uri");
        if (!Origin.isWeb(uri)) {
            throw new IllegalArgumentException("the address has the scheme " + uri.getScheme()
                    + ": give one that begins with http:// or https://");
        }
        if (uri.getHost() == null) {
            throw new IllegalArgumentException(
                    "the address has no valid host: give one such as https://example.com/mcp");
        }
        if (uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("the address of " + uri.getHost()
                    + " has credentials in it: remove them, and send them as a header or by auth");
        }
        if (uri.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the address of " + uri.getHost() + " has a fragment, which is never sent: remove it");
        }
        if (uri.getPort() == 0 || uri.getPort() > 65535) {
            throw new IllegalArgumentException("the address has the port " + uri.getPort() + ": give 1 to 65535");
        }
        return uri;
    }

    static boolean looksLikeSse(URI uri) {
        String path = uri.getRawPath();
        return path != null && SSE.matcher(path).find();
    }

    static Duration notNegative(String name, Duration duration) {
        if (duration.isNegative()) {
            throw new IllegalArgumentException(
                    name + " is " + duration + ": give a positive duration, or zero for no limit");
        }
        return duration;
    }
}
