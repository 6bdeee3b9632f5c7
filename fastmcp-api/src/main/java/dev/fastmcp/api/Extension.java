package dev.fastmcp.api;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Map;
import java.util.Set;

/**
 * An extension of the protocol that the client takes part in (specification 2026-07-28, "Extensions"). It is declared to every server; what it claims here reaches it. Thread-safe.
 */
public interface Extension {

    /** Makes requests of the extension's own. */
    @FunctionalInterface
    interface Requester {

        /**
         * Makes a request.
         *
         * @param method the method
         * @param params the parameters without {@code _meta}
         * @return the result
         * @throws dev.fastmcp.api.error.McpException if the request fails
         */
        JsonValue request(String method, Map<String, Object> params);
    }

    /**
     * Names the extension.
     *
     * @return prefix, slash and name, such as {@code com.example/quotas}
     */
    String id();

    /**
     * Returns what is declared beside the name.
     *
     * @return free-form JSON
     * @implSpec the default is empty
     */
    default Map<String, Object> settings() {
        return Map.of();
    }

    /**
     * Claims results that are neither complete nor a wish for input, by their {@code resultType}.
     *
     * @return the types
     * @implSpec the default is none
     */
    default Set<String> resultTypes() {
        return Set.of();
    }

    /**
     * Turns a claimed result into one that the caller of the request understands. Runs on the caller's thread and may block.
     *
     * @param method what was requested
     * @param result of a claimed type
     * @param requester makes further requests, each with the timeout of the call
     * @return a complete result
     * @implSpec the default returns the result itself
     */
    default JsonValue resolve(String method, JsonValue result, Requester requester) {
        return result;
    }

    /**
     * Claims notifications by their method.
     *
     * @return the methods
     * @implSpec the default is none
     */
    default Set<String> notifications() {
        return Set.of();
    }

    /**
     * A claimed notification has arrived. Called on a virtual thread, one after the other.
     *
     * @param notification the notification
     * @implSpec the default does nothing
     */
    default void onNotification(JsonRpcMessage.Notification notification) {}
}
