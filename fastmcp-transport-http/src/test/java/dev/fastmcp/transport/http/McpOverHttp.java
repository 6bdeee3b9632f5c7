package dev.fastmcp.transport.http;

import dev.fastmcp.api.Client;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Servers that do everything right, except for what a test wants otherwise. */
final class McpOverHttp implements AutoCloseable {

    /** What a test wants otherwise. */
    interface Reaction {
        /** Returns false to leave the request to the good server. */
        boolean serves(RawHttpServer.Exchange exchange) throws IOException, InterruptedException;
    }

    static final String LEGACY = "2025-11-25";
    static final String MODERN = "2026-07-28";

    private static final String CAPABILITIES =
            "\"capabilities\":{\"tools\":{},\"prompts\":{},\"resources\":{},\"logging\":{}}";

    final RawHttpServer http;
    final Set<String> sessions = ConcurrentHashMap.newKeySet();
    final List<String> tools = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessionNumbers = new AtomicInteger();
    private final Reaction reaction;

    private McpOverHttp(Reaction reaction, boolean modern) throws IOException {
        this.reaction = reaction;
        this.http = RawHttpServer.start(exchange -> {
            if (!reaction.serves(exchange)) {
                if (modern) {
                    modern(exchange);
                } else {
                    legacy(exchange);
                }
            }
        });
    }

    static McpOverHttp legacy(Reaction reaction) throws IOException {
        return new McpOverHttp(reaction, false);
    }

    static McpOverHttp modern(Reaction reaction) throws IOException {
        return new McpOverHttp(reaction, true);
    }

    String url() {
        return http.url("/mcp");
    }

    StreamableHttpTransport.Builder builder() {
        return StreamableHttpTransport.builder(url())
                .connections(HttpConnections.builder().build());
    }

    Client<StreamableHttpTransport> client() {
        return Client.builder(builder().build()).timeout(Duration.ofSeconds(8)).build();
    }

    /** Requests by their JSON-RPC method, or else their HTTP method, in order. */
    List<String> heard() {
        return http.requests().stream().map(McpOverHttp::name).toList();
    }

    List<RawHttpServer.Request> requests(String name) {
        return http.requests().stream()
                .filter(request -> name(request).equals(name))
                .toList();
    }

    static String name(RawHttpServer.Request request) {
        String method = Json.text(request.body(), "method");
        return !method.isEmpty() ? method : request.body().isBlank() ? request.method() : "response";
    }

    @Override
    public void close() {
        http.close();
    }

    /** Answers an initialize with a new session. */
    void initialize(RawHttpServer.Exchange exchange, String version) throws IOException {
        String session = "hidden-session-" + sessionNumbers.incrementAndGet();
        sessions.add(session);
        exchange.result(
                "{\"protocolVersion\":\"" + version + "\"," + CAPABILITIES
                        + ",\"serverInfo\":{\"name\":\"legacy\",\"version\":\"1\"}}",
                "mcp-session-ID: " + session);
    }

    private void legacy(RawHttpServer.Exchange exchange) throws IOException {
        String session = exchange.request().header("Mcp-Session-Id");
        if (exchange.rpc().equals("initialize")) {
            initialize(exchange, LEGACY);
        } else if (session.isEmpty()) {
            exchange.error(400, -32000, "Bad Request: no valid session ID provided");
        } else if (!sessions.contains(session)) {
            exchange.error(404, -32001, "Session not found");
        } else if (exchange.method().equals("DELETE")) {
            sessions.remove(session);
            exchange.status(204);
        } else if (exchange.method().equals("GET")) {
            exchange.status(405);
        } else {
            common(exchange);
        }
    }

    private void modern(RawHttpServer.Exchange exchange) throws IOException {
        switch (exchange.rpc()) {
            case "server/discover" -> discovered(exchange, "[\"" + MODERN + "\"]");
            case "initialize" -> exchange.error(400, -32601, "Method not found");
            case "" -> exchange.status(405);
            default -> common(exchange);
        }
    }

    static void discovered(RawHttpServer.Exchange exchange, String versions) throws IOException {
        exchange.result("{\"resultType\":\"complete\",\"supportedVersions\":" + versions + "," + CAPABILITIES
                + ",\"ttlMs\":0,\"cacheScope\":\"private\"}");
    }

    private void common(RawHttpServer.Exchange exchange) throws IOException {
        switch (exchange.rpc()) {
            case "tools/list" ->
                exchange.result(
                        "{\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\",\"tools\":" + tools + "}");
            case "tools/call" -> exchange.result(Json.toolResult("fine"));
            case "prompts/get" -> exchange.result("{\"resultType\":\"complete\",\"messages\":[]}");
            case "resources/read" ->
                exchange.result("{\"resultType\":\"complete\",\"contents\":[],\"ttlMs\":0,\"cacheScope\":\"private\"}");
            case "ping", "logging/setLevel" -> exchange.result("{}");
            default -> {
                if (exchange.id().equals("null") || exchange.rpc().isEmpty()) {
                    exchange.status(202);
                } else {
                    exchange.error(200, -32601, "Method not found");
                }
            }
        }
    }
}
