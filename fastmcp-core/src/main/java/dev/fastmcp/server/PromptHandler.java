package dev.fastmcp.server;

import java.util.Map;

/**
 * Writes a prompt. Called on a virtual thread or on the thread of a client in the same process, several times at once.
 *
 * <p>The result may be a {@link dev.fastmcp.api.model.GetPromptResult} or an {@link dev.fastmcp.api.model.InputRequiredResult}, which are taken as they are; a {@link
 * dev.fastmcp.api.model.PromptMessage} or a list of them; or a text, which becomes a message of the user.
 */
@FunctionalInterface
public interface PromptHandler {

    /**
     * Writes the prompt.
     *
     * @param arguments what the client sent; all that are required are there
     * @param context the request
     * @return the prompt, see above
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error of the protocol
     * @throws Exception anything else becomes an error of the protocol, with the exception's message unless the server hides it
     */
    Object get(Map<String, String> arguments, RequestContext context) throws Exception;
}
