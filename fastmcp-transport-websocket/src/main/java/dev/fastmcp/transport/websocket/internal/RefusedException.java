package dev.fastmcp.transport.websocket.internal;

import java.io.IOException;

/** The opening handshake was answered with a status other than 101. */
final class RefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    private final transient HttpAnswer answer;

    RefusedException(HttpAnswer answer) {
        super("HTTP status " + answer.status());
        this.answer = answer;
    }

    HttpAnswer answer() {
        return answer;
    }
}
