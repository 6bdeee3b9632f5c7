package dev.fastmcp.core.server;

import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.ServerCapabilities;
import java.util.Map;
import java.util.Optional;

/**
 * What a server says of itself.
 *
 * @param implementation who it is
 * @param instructions what a model should know about it
 * @param capabilities what it offers
 */
public record Introduction(
        Implementation implementation, Optional<String> instructions, ServerCapabilities capabilities) {

    /** For servers that may get anything at any time. */
    public static final ServerCapabilities ANYTHING = new ServerCapabilities(
            Map.of(),
            Optional.of(Map.of()),
            Optional.of(Map.of()),
            Optional.of(new ServerCapabilities.Prompts(true, Map.of())),
            Optional.of(new ServerCapabilities.Resources(true, true, Map.of())),
            Optional.of(new ServerCapabilities.Tools(true, Map.of())),
            Optional.empty(),
            Map.of(),
            Map.of());
}
