package dev.fastmcp.api;

import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;

/**
 * Lets a person fill in a form of the server. The question is the server's: show which server asks, and let the person say no.
 *
 * <pre>{@code
 * Client.builder("https://example.com/mcp")
 *         .onElicitation((form, context) -> ElicitResult.accept(new Booking(2, "window")));
 * }</pre>
 *
 * <p>Fields that the answer leaves out get the defaults of the form. An answer that does not fit the form is not sent. For threads and interruption see {@link SamplingHandler}.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation">Elicitation in the specification</a>
 */
@FunctionalInterface
public interface ElicitationHandler {

    /**
     * Asks the person.
     *
     * @param form the question and the fields
     * @param context who asks
     * @return the answer: accept with content, decline, or cancel
     * @throws dev.fastmcp.api.error.JsonRpcException to answer with this error
     * @throws Exception anything else is logged, and reported to the server without details
     */
    ElicitResult elicit(FormElicitation form, ServerRequestContext context) throws Exception;
}
