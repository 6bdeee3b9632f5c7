package dev.fastmcp.transport.http.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Asks a proxy to pass bytes on (RFC 9110, section 9.3.6). */
final class ProxyTunnel {

    private static final int MAX_HEAD = 16 * 1024;

    private ProxyTunnel() {}

    static void open(Socket socket, Origin origin, Duration timeout) throws IOException {
        String target = origin.host() + ':' + origin.port();
        String request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n";
        socket.setSoTimeout(Connector.millis(timeout));
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        String head = head(socket.getInputStream());
        if (!head.matches("(?s)HTTP/1\\.[01] 2[0-9][0-9][ \r].*")) {
            String status = head.matches("(?s)HTTP/1\\.[01] [0-9]{3}.*") ? head.substring(9, 12) : "nonsense";
            throw new IOException("refused to connect to " + target + " (" + status + ")");
        }
        socket.setSoTimeout(0);
    }

    /** Byte by byte, so that nothing behind the head is taken away from TLS. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < MAX_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed the connection");
            }
            head.append((char) next);
            if (next == '\n' && head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) >= 0) {
                return head.toString();
            }
        }
        throw new IOException("answered with an endless head");
    }
}
