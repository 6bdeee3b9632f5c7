package dev.fastmcp.server;

import dev.fastmcp.api.model.Completion;
import java.util.Map;

/** Proposes values for an argument of a prompt, or for a variable of a resource template. Called several times at once. */
@FunctionalInterface
public interface CompletionHandler {

    /**
     * Proposes values.
     *
     * @param argument the name of the argument or variable
     * @param typed what has been typed
     * @param others the values of other arguments, as far as they are known
     * @return the proposals, best first; no more than 100 are sent
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error of the protocol
     * @throws Exception anything else becomes an error of the protocol, with the exception's message unless the server hides it
     */
    Completion complete(String argument, String typed, Map<String, String> others) throws Exception;
}
