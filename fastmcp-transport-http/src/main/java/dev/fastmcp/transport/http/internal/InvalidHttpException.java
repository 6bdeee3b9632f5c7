package dev.fastmcp.transport.http.internal;

import java.io.IOException;

/** The server does not speak HTTP as it should. */
final class InvalidHttpException extends IOException {

    private static final long serialVersionUID = 1L;

    InvalidHttpException(Exception cause) {
        super(cause.getMessage(), cause);
    }

    InvalidHttpException(String message) {
        super(message);
    }
}
