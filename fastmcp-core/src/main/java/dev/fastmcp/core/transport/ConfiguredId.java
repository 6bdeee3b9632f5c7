package dev.fastmcp.core.transport;

import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.spi.TransportSource;
import java.util.Optional;

/** Translates the names that configurations use for transports into ids of factories. */
final class ConfiguredId {

    private ConfiguredId() {}

    static Optional<String> of(TransportSource source) {
        if (!(source instanceof TransportSource.Server server) || !(server.config() instanceof RemoteServer remote)) {
            return Optional.empty();
        }
        return remote.transport().map(written -> switch (written) {
            case "http", "streamable-http", "streamable_http", "streamableHttp" -> "streamable-http";
            case "ws", "wss" -> "websocket";
            default -> written;
        });
    }
}
