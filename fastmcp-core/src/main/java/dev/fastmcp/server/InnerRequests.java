package dev.fastmcp.server;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.NextRound;
import java.util.Map;

/**
 * What handlers ask of their own server while they answer a request.
 *
 * @param faults what the client of the request may learn of exceptions
 */
record InnerRequests(Answers answers, HandlerFaults faults) {

    private static final String READ = "resources/read";

    /** Includes may be nested; more is a circle. */
    private static final int MAX_DEPTH = 32;

    private static final int MAX_ROUNDS = 10;

    ReadResourceResult readResource(IncomingCall outer, String uri) throws InterruptedException {
        if (outer.depth() >= MAX_DEPTH) {
            throw new IllegalStateException("resources of the server read one another more than " + MAX_DEPTH
                    + " times: do they read themselves?");
        }
        JsonValue params = JsonValue.of(Map.of("uri", uri));
        for (int round = 0; round <= MAX_ROUNDS; round++) {
            switch (answers.read(outer.within(READ, params), faults)) {
                case ReadResourceResult result -> {
                    return result;
                }
                case InputRequiredResult wanted -> params = NextRound.params(params, wanted, answers(outer, wanted));
                case Object other -> throw new IllegalStateException("a resource became a " + other.getClass());
            }
        }
        throw new JsonRpcException(
                JsonRpcError.INTERNAL_ERROR,
                "A resource was given up: it wanted more input " + (MAX_ROUNDS + 1) + " times, and came to no result",
                null);
    }

    /** Who only wants to be called again needs no client that answers. */
    private static Map<String, JsonValue> answers(IncomingCall outer, InputRequiredResult wanted)
            throws InterruptedException {
        return wanted.inputRequests().isEmpty() ? Map.of() : outer.ask(wanted.inputRequests());
    }
}
