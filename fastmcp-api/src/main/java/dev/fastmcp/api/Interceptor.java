package dev.fastmcp.api;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;

/**
 * Stands around every request of a client, whatever the transport, for logs, metrics, traces or retries. Thread-safe: requests are made at the same time.
 *
 * <pre>{@code
 * builder.interceptor(new Interceptor() {
 *     @Override
 *     public JsonValue intercept(OutgoingCall call, Chain chain) {
 *         long start = System.nanoTime();
 *         try {
 *             return chain.proceed(call.withMeta("traceparent", tracer.current()));
 *         } finally {
 *             histogram.record(call.method(), System.nanoTime() - start);
 *         }
 *     }
 * });
 * }</pre>
 *
 * <p>What is seen are exchanges with the server. Calls that are answered from the {@linkplain Client.Builder#cache cache} are none, and neither is the handshake; calls that wait for the same answer share one exchange. To count calls whatever
 * answers them, wrap the {@link ClientSession}, or use {@link CacheMode#BYPASS}.
 */
public interface Interceptor {

    /** The rest of the way. */
    @FunctionalInterface
    interface Chain {

        /**
         * Sends the request and waits for its result. May be called several times, each time with a new request id.
         *
         * @param call the request
         * @return the result
         * @throws dev.fastmcp.api.error.McpException if the request fails
         */
        JsonValue proceed(OutgoingCall call);
    }

    /**
     * A request is made. Runs on the thread that makes it. A call that the server interrupts to ask for input passes once for each exchange.
     *
     * @param call the request
     * @param chain the rest of the way
     * @return the result, usually that of {@code chain.proceed(call)}
     * @implSpec the default goes on
     */
    default JsonValue intercept(OutgoingCall call, Chain chain) {
        return chain.proceed(call);
    }

    /**
     * The server has sent a request or notification by itself. Called before anybody else sees it, on the thread that reads from the server, so it must return at once.
     *
     * @param message the message
     * @implSpec the default does nothing
     */
    default void onMessage(JsonRpcMessage message) {}
}
