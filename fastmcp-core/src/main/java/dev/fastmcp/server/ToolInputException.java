package dev.fastmcp.server;

import org.jspecify.annotations.Nullable;

/** The arguments of a call do not fit its tool. The model can do better with the message, so it gets it (specification 2025-11-25, "Error handling" of tools). */
final class ToolInputException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ToolInputException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
