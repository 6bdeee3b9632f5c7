package dev.fastmcp.core.composite;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.error.TransportSelectionException;

/** Says which of several servers cannot be used, to those who know no more than the name of a component. */
final class UnavailableServer {

    private UnavailableServer() {}

    /** The same kind of exception, so that callers go on to do the same, with the name of the server. */
    static McpException because(String server, McpException cause) {
        String message = "The server \"" + server + "\" of the configuration cannot be used: " + cause.getMessage();
        return switch (cause) {
            case TransportException lost -> new TransportException(lost.kind(), message, lost);
            case RequestTimeoutException late -> new RequestTimeoutException(message, late.timeout(), late);
            case SessionClosedException closed -> new SessionClosedException(message, closed);
            case ConfigException wrong -> new ConfigException(message, wrong);
            case TransportSelectionException none -> new TransportSelectionException(message, none);
            case IncompatibleServerException other -> new IncompatibleServerException(message, other);
            case AuthorizationException refused ->
                new AuthorizationException(
                        refused.kind(), message, refused.errorCode().orElse(null), refused);
            case HttpStatusException refused -> {
                HttpStatusException named = new HttpStatusException(
                        refused.status(),
                        message,
                        refused.headers(),
                        refused.error().orElse(null));
                named.addSuppressed(refused);
                yield named;
            }
            // What the server itself says is its answer, and no word of ours.
            default -> cause;
        };
    }
}
