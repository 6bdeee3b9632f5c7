package dev.fastmcp.transport.websocket.internal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.java_websocket.drafts.Draft_6455;

/**
 * A connection on which both sides have shaken hands.
 *
 * @param raw the TCP socket
 * @param socket the same, or the TLS socket on top of it
 * @param in what the server sends after the handshake
 * @param out what it gets
 * @param draft encodes frames
 * @param words makes what the server says fit to be shown
 */
record Connection(Socket raw, Socket socket, InputStream in, OutputStream out, Draft_6455 draft, ServerWords words) {

    /**
     * Ends it at once. What is blocked in reading or writing fails. Closing a TLS socket instead would wait for a
     * writer that is stuck.
     */
    void abort() {
        closeQuietly(raw);
    }

    static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Nobody needs it any more.
        }
    }
}
