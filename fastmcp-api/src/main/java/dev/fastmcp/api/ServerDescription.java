package dev.fastmcp.api;

import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.ServerCapabilities;
import java.util.Optional;

/**
 * What a server said about itself when the connection was made. Written by the server: not to be trusted for decisions.
 *
 * @param version the protocol version in use
 * @param info name and version of the server; modern servers need not tell
 * @param capabilities what the server offers
 * @param instructions how the server wants to be used, for a model's prompt
 */
public record ServerDescription(
        ProtocolVersion version,
        Optional<Implementation> info,
        ServerCapabilities capabilities,
        Optional<String> instructions) {

    /**
     * Returns the era in use.
     *
     * @return {@link Era#LEGACY} or {@link Era#MODERN}
     */
    public Era era() {
        return version.era();
    }
}
