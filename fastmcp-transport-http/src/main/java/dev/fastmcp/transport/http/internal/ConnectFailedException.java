package dev.fastmcp.transport.http.internal;

import java.io.IOException;

/** No connection could be made, so nothing was sent. */
final class ConnectFailedException extends IOException {

    private static final long serialVersionUID = 1L;

    ConnectFailedException(String why, Exception cause) {
        super(why, cause);
    }
}
