package dev.fastmcp.core.server;

import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.ServerCapabilities;
import java.util.Optional;

/**
 * What a server says of itself.
 *
 * @param implementation who it is
 * @param instructions what a model should know about it
 * @param capabilities what it offers
 */
public record Introduction(
        Implementation implementation, Optional<String> instructions, ServerCapabilities capabilities) {}
