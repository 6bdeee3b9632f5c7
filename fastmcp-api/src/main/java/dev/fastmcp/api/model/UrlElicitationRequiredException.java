package dev.fastmcp.api.model;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The server does what it was asked only after somebody has visited pages (schema "URLElicitationRequiredError", MCP 2025-11-25 only). The client lets its
 * {@linkplain dev.fastmcp.api.UrlElicitationHandler handler} care for that and repeats the request once; this is thrown if there is no handler, if the person did not agree, or if the server still wants it afterwards. Let a person
 * visit the {@linkplain #elicitations() pages}, and make the call again.
 */
public final class UrlElicitationRequiredException extends JsonRpcException {

    private static final long serialVersionUID = 1L;

    /** Records of the protocol, which are not serializable. */
    private final transient @Nullable List<UrlElicitation> elicitations;

    /**
     * Creates an exception.
     *
     * @param message the request, why the pages were not visited, and what to do
     * @param elicitations the pages
     * @param cause the server's refusal
     */
    public UrlElicitationRequiredException(String message, List<UrlElicitation> elicitations, JsonRpcException cause) {
        super(JsonRpcError.URL_ELICITATION_REQUIRED, message, cause.data().orElse(null), cause);
        this.elicitations = List.copyOf(elicitations);
    }

    /**
     * Returns the pages to visit. Their addresses come from the server and may be anything: show a person the whole address before it is opened, and open nothing but {@code https}.
     *
     * @return the pages, at least one; empty after deserialization
     */
    public List<UrlElicitation> elicitations() {
        return elicitations == null ? List.of() : elicitations;
    }
}
