package dev.fastmcp.api.http;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Sends HTTP requests that are not messages of the protocol, such as those for tokens. Follows no redirect, adds no header of the user's and no credentials, and asks only addresses that
 * the {@link UrlPolicy} allows. Blocks the calling thread. Thread-safe.
 */
@FunctionalInterface
public interface HttpExchanger {

    /**
     * Sends a request and reads the whole response.
     *
     * @param request what to send
     * @return what came back, whatever its status
     * @throws IOException if the policy does not allow the address, or there is no complete response within the request's time and size; the message says why, without query and body
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    Response send(Request request) throws IOException, InterruptedException;

    /**
     * A request.
     *
     * @param method such as {@code GET}
     * @param uri an absolute http or https address
     * @param headers names and values; {@code Host} and {@code Content-Length} are added
     * @param body the whole body; {@code null} for none
     * @param timeout the time for everything together
     * @param maxBytes the largest response body, in bytes
     */
    record Request(
            String method,
            URI uri,
            Map<String, String> headers,
            byte @Nullable [] body,
            Duration timeout,
            int maxBytes) {

        /** Copies the headers. */
        public Request {
            Objects.requireNonNull(method, "method");
            Objects.requireNonNull(uri, "uri");
            Objects.requireNonNull(timeout, "timeout");
            headers = Map.copyOf(headers);
        }

        /** Returns method, scheme, host, port and path: the rest may hold secrets. */
        @Override
        public String toString() {
            String path = uri.getRawPath();
            return method + " " + uri.getScheme() + "://" + uri.getHost()
                    + (uri.getPort() < 0 ? "" : ":" + uri.getPort()) + (path == null ? "" : path);
        }
    }

    /**
     * A response.
     *
     * @param status the status code
     * @param headers names and values; look-up does not depend on the case of names
     * @param body the whole body
     */
    record Response(int status, Map<String, List<String>> headers, byte[] body) {

        /** Copies the headers. */
        public Response {
            TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
            headers = Collections.unmodifiableMap(copy);
        }

        /**
         * Returns a header.
         *
         * @param name the name, in any case
         * @return its first value
         */
        public Optional<String> header(String name) {
            return headers.getOrDefault(name, List.of()).stream().findFirst();
        }

        /** Returns the status: the rest may hold secrets. */
        @Override
        public String toString() {
            return "HTTP status " + status;
        }
    }
}
