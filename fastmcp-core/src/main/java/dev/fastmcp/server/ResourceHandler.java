package dev.fastmcp.server;

import java.util.Map;

/**
 * Reads a resource. Called on a virtual thread or on the thread of a client in the same process, several times at once.
 *
 * <p>The result may be a {@link dev.fastmcp.api.model.ReadResourceResult} or an {@link dev.fastmcp.api.model.InputRequiredResult}, which are taken as they are; a {@link
 * dev.fastmcp.api.model.ResourceContents} or a list of them; a text; bytes; or anything else that can be JSON, which becomes text.
 */
@FunctionalInterface
public interface ResourceHandler {

    /**
     * Reads the resource.
     *
     * @param variables what the template's variables stand for, decoded; empty for a resource that has its own address
     * @param context the request
     * @return the contents, see above
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error of the protocol
     * @throws Exception anything else becomes an error of the protocol, with the exception's message unless the server hides it
     */
    Object read(Map<String, String> variables, RequestContext context) throws Exception;
}
