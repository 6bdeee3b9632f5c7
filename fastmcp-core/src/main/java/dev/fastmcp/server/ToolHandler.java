package dev.fastmcp.server;

import org.jspecify.annotations.Nullable;

/**
 * Does what a tool is for. Called on a virtual thread or on the thread of a client in the same process, several times at once.
 *
 * <p>The result may be
 *
 * <ul>
 *   <li>a {@link dev.fastmcp.api.model.CallToolResult}, or an {@link dev.fastmcp.api.model.InputRequiredResult}: taken as it is
 *   <li>a {@link dev.fastmcp.api.model.ContentBlock}, or a list of them: the content
 *   <li>a text: a content of one text
 *   <li>{@code null}: no content
 *   <li>anything else that can be JSON: structured content, and the same as text. What is no JSON object stands in one, as the member {@code result}
 * </ul>
 *
 * @param <A> the arguments: a record, or a map
 */
@FunctionalInterface
public interface ToolHandler<A> {

    /**
     * Calls the tool.
     *
     * @param arguments what the client sent
     * @param context the request
     * @return the result, see above
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error of the protocol
     * @throws Exception anything else becomes a result that says that the tool failed, with the exception's message unless the server hides it
     */
    @Nullable
    Object call(A arguments, RequestContext context) throws Exception;
}
