package dev.fastmcp.transport.websocket.internal;

import java.io.IOException;

/** The answer to the opening handshake is not that of a WebSocket server. The message is part of a sentence. */
final class HandshakeException extends IOException {

    private static final long serialVersionUID = 1L;

    HandshakeException(String message) {
        super(message);
    }
}
