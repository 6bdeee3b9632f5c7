package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Implementation;

/**
 * A request that can be handed on.
 *
 * @param completion makes the answer's JSON
 */
record Forwardable(IncomingCall call, Completion completion) {

    @FunctionalInterface
    interface Completion {

        /** @param server whose result it is */
        JsonValue of(Object result, Implementation server);
    }
}
