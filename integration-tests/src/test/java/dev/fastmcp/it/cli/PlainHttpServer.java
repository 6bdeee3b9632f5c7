package dev.fastmcp.it.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An MCP server over HTTP that can shake hands and answer pings, and knows no logins; or one that answers everything with one status. */
final class PlainHttpServer implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> credentials = new CopyOnWriteArrayList<>();
    private final HttpServer server;
    private final int refusal;

    private PlainHttpServer(int refusal) throws IOException {
        this.refusal = refusal;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    static PlainHttpServer open() throws IOException {
        return new PlainHttpServer(0);
    }

    static PlainHttpServer refusing(int status) throws IOException {
        return new PlainHttpServer(status);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/mcp";
    }

    /** The credentials that came, one for each request that had some. */
    List<String> credentials() {
        return List.copyOf(credentials);
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String shown = exchange.getRequestHeaders().getFirst("Authorization");
            if (shown != null) {
                credentials.add(shown);
            }
            boolean mcp = exchange.getRequestURI().getPath().equals("/mcp")
                    && exchange.getRequestMethod().equals("POST");
            if (!mcp) {
                exchange.sendResponseHeaders(exchange.getRequestURI().getPath().equals("/mcp") ? 405 : 404, -1);
            } else if (refusal != 0) {
                exchange.sendResponseHeaders(refusal, -1);
            } else if (!body.contains("\"id\"")) {
                exchange.sendResponseHeaders(202, -1);
            } else {
                byte[] answer = answer(body).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        }
    }

    private static String answer(String body) {
        String id = body.replaceFirst("(?s).*\"id\":(\"[^\"]*\"|[0-9]+).*", "$1");
        String rest = body.contains("\"initialize\"")
                ? "\"result\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
                        + "\"serverInfo\":{\"name\":\"plain\",\"version\":\"1\"}}"
                : body.contains("\"ping\"")
                        ? "\"result\":{}"
                        : "\"error\":{\"code\":-32601,\"message\":\"Method not found\"}";
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + "," + rest + "}";
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
