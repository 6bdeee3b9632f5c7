package dev.fastmcp.api;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;

/**
 * Asks a language model on behalf of the server. The prompt is the server's: let a person see it before it is sent, and the answer before it is returned.
 *
 * <p>Called on a virtual thread of its own, several times at once if the server asks so; it may use the session. The thread is interrupted if the server, or the caller of ours that
 * needs the answer, gives up. The same handler serves both eras of the protocol.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/client/sampling">Sampling in the specification</a>
 */
@FunctionalInterface
public interface SamplingHandler {

    /** What a handler can do besides plain text; declared to servers. */
    enum Feature {
        /** Requests may offer tools to the model, and results may use them. Requests with tools are refused otherwise. */
        TOOLS,
        /** Requests may ask for the context of servers ({@code includeContext}). */
        CONTEXT
    }

    /** The code that says that the user refused. */
    int REJECTED = -1;

    /**
     * Asks the model.
     *
     * @param request what to ask, and how; {@code maxTokens} is a limit, the preferences are wishes
     * @param context who asks
     * @return the model's answer
     * @throws JsonRpcException to answer with this error; {@link #rejected()} if a person refused
     * @throws Exception anything else is logged, and reported to the server without details
     */
    CreateMessageResult sample(CreateMessageRequest request, ServerRequestContext context) throws Exception;

    /**
     * Makes the exception that says that the user refused.
     *
     * @return an exception to throw
     */
    static JsonRpcException rejected() {
        return new JsonRpcException(REJECTED, "User rejected sampling request", null);
    }
}
