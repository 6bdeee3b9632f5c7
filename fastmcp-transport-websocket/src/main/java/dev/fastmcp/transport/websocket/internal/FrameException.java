package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.error.TransportException;
import java.io.IOException;

/** The server sent what it may not send. The message is part of a sentence. */
final class FrameException extends IOException {

    private static final long serialVersionUID = 1L;

    private final TransportException.Kind kind;
    private final int closeCode;

    private FrameException(TransportException.Kind kind, int closeCode, String message) {
        super(message);
        this.kind = kind;
        this.closeCode = closeCode;
    }

    static FrameException violation(String what) {
        return new FrameException(
                TransportException.Kind.IO_FAILED,
                CloseReason.PROTOCOL_ERROR,
                "broke the WebSocket protocol: it sent " + what);
    }

    static FrameException binary() {
        return new FrameException(
                TransportException.Kind.IO_FAILED,
                CloseReason.UNSUPPORTED_DATA,
                "sent a binary frame; messages are expected as text");
    }

    static FrameException notUtf8() {
        return new FrameException(
                TransportException.Kind.IO_FAILED, CloseReason.INVALID_PAYLOAD, "sent a text that is not valid UTF-8");
    }

    static FrameException tooLarge(int max) {
        return new FrameException(
                TransportException.Kind.LIMIT_EXCEEDED,
                CloseReason.TOO_BIG,
                "sent a message of more than " + max
                        + " bytes; raise maxMessageBytes of the limits if that is to be expected");
    }

    TransportException.Kind kind() {
        return kind;
    }

    /** What to tell the server. */
    int closeCode() {
        return closeCode;
    }
}
