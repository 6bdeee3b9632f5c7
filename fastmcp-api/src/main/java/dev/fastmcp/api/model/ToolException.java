package dev.fastmcp.api.model;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ServerText;

/**
 * A tool reported that it failed. Correct the arguments or show the text to the model; ask for the result instead of
 * this exception with {@link dev.fastmcp.api.CallOptions#returningToolErrors()}.
 */
public final class ToolException extends McpException {

    private static final long serialVersionUID = 1L;
    private static final int SHOWN_CHARACTERS = 500;

    /** The name of the tool. */
    private final String toolName;

    /** Holds free-form JSON, hence is not serializable. */
    private final transient CallToolResult result;

    /**
     * Creates an exception.
     *
     * @param tool the name of the tool
     * @param result what the tool gave back
     */
    public ToolException(String tool, CallToolResult result) {
        super("Tool \"" + ServerText.excerpt(tool, SHOWN_CHARACTERS) + "\" failed: " + reason(result), null);
        this.toolName = tool;
        this.result = result;
    }

    private static String reason(CallToolResult result) {
        String text = result.text();
        if (!text.isBlank()) {
            return ServerText.excerpt(text, SHOWN_CHARACTERS);
        }
        return result.content().isEmpty() ? "it gave no reason" : "it gave no text, see result().content()";
    }

    /**
     * Returns the name of the tool.
     *
     * @return the name that was called
     */
    public String toolName() {
        return toolName;
    }

    /**
     * Returns what the tool gave back.
     *
     * @return the result; {@code null} only after serialization
     */
    public CallToolResult result() {
        return result;
    }
}
