package dev.fastmcp.api.error;

import dev.fastmcp.api.model.ToolException;
import org.jspecify.annotations.Nullable;

/**
 * The root of everything that goes wrong between a client and a server. The subtypes differ by what the caller does next; mistakes of the caller
 * itself are {@link NullPointerException}, {@link IllegalArgumentException} and {@link IllegalStateException} as everywhere in Java.
 *
 * <p>Messages contain text from servers in shortened and printable form, and never credentials.
 */
public abstract sealed class McpException extends RuntimeException
        permits AuthorizationException,
                ConfigException,
                DataMappingException,
                HandlerException,
                HttpStatusException,
                IncompatibleServerException,
                JsonRpcException,
                ProtocolException,
                RequestCancelledException,
                RequestTimeoutException,
                SessionClosedException,
                ToolException,
                TransportException,
                TransportSelectionException,
                UnsupportedFeatureException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what failed, on what, why, and what to do
     * @param cause what led to it, or {@code null}
     */
    protected McpException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
