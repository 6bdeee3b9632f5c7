package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that writes and reads sockets. */
record RawHttp(HttpServing serving) {

    static final String META = "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
            + "\"io.modelcontextprotocol/clientCapabilities\":{}}";
    static final String MODERN = "MCP-Protocol-Version: 2026-07-28\r\n";
    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
        + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}";

    private static final String JSON = "Content-Type: application/json\r\n";
    private static final int PATIENCE_MILLIS = 20_000;

    static String call(String tool) {
        return request(7, "tools/call", "\"name\":\"" + tool + "\"," + META);
    }

    static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":{" + params + "}}";
    }

    Socket connect() throws IOException {
        Socket socket = new Socket();
        // Small, so that the server soon notices that nobody reads.
        socket.setReceiveBufferSize(4096);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", serving.uri().getPort()));
        return socket;
    }

    static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends a request whose answer is read by whoever wants to. */
    Socket open(String method, String headers, String body) throws IOException {
        return openAs(method + " /mcp", "Host: 127.0.0.1\r\n" + headers, body);
    }

    Socket openPost(String headers, String body) throws IOException {
        return open("POST", JSON + headers, body);
    }

    private Socket openAs(String start, String headers, String body) throws IOException {
        Socket socket = connect();
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        write(
                socket,
                start + " HTTP/1.1\r\n" + headers + "Content-Length: " + length + "\r\nConnection: close\r\n\r\n"
                        + body);
        return socket;
    }

    String sendAs(String start, String headers, String body) throws IOException {
        try (Socket socket = openAs(start, headers, body)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    String send(String method, String headers, String body) throws IOException {
        return sendAs(method + " /mcp", "Host: 127.0.0.1\r\n" + headers, body);
    }

    String post(String headers, String body) throws IOException {
        return send("POST", JSON + headers, body);
    }

    /** Begins a session, and returns its header. */
    String introduced(String version) throws IOException {
        String answer = post("", INITIALIZE.replace("2025-11-25", version));
        assertThat(answer).startsWith("HTTP/1.1 200 ").contains("\"protocolVersion\":\"" + version + "\"");
        return answer.replaceAll("(?si).*mcp-session-id: ([A-Za-z0-9_-]+).*", "Mcp-Session-Id: $1\r\n");
    }
}
