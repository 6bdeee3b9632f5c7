package dev.fastmcp.core.server;

import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import java.util.Optional;

/** What a client said about itself: at the handshake, or with a request. */
public record Peer(ProtocolVersion version, Optional<Implementation> client, ClientCapabilities capabilities) {}
