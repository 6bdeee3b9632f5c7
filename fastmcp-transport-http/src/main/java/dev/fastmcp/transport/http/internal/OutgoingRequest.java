package dev.fastmcp.transport.http.internal;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is sent.
 *
 * @param headers names and values, checked; without Host and Content-Length
 * @param body the whole body; {@code null} for none
 * @param responseTimeout how long the server may send nothing before its response begins; zero for no limit
 * @param idleTimeout the same within the response
 * @param repeatable it may be sent again on another connection if the first is closed instead of answered
 */
record OutgoingRequest(
        String method,
        URI uri,
        Map<String, String> headers,
        byte @Nullable [] body,
        Duration responseTimeout,
        Duration idleTimeout,
        boolean repeatable) {

    private static final byte[] NOTHING = {};

    OutgoingRequest withHeaders(Map<String, String> other) {
        return new OutgoingRequest(method, uri, other, body, responseTimeout, idleTimeout, repeatable);
    }

    OutgoingRequest withUri(URI other) {
        return new OutgoingRequest(method, other, headers, body, responseTimeout, idleTimeout, repeatable);
    }

    byte[] bodyBytes() {
        return body == null ? NOTHING : body;
    }

    /** Appends everything that precedes the body. */
    void head(RequestBytes head, Origin origin, boolean absoluteTarget) {
        head.text(method).text(" ");
        if (absoluteTarget) {
            head.text(origin.toString());
        }
        head.text(target()).text(" HTTP/1.1\r\nHost: ").text(origin.authority()).text("\r\n");
        headers.forEach((name, value) -> head.text(name).text(": ").text(value).text("\r\n"));
        if (body != null) {
            head.text("Content-Length: ").text(Integer.toString(body.length)).text("\r\n");
        }
        head.text("\r\n");
    }

    /** Path and query, exactly as they were given. */
    private String target() {
        String path = uri.getRawPath();
        String query = uri.getRawQuery();
        String start = path == null || path.isEmpty() ? "/" : path;
        return query == null ? start : start + '?' + query;
    }
}
