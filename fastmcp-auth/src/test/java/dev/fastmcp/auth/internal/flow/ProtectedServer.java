package dev.fastmcp.auth.internal.flow;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** An MCP server, as small as can be, that wants tokens of an authorization server. */
public final class ProtectedServer extends Site {

    public final AtomicInteger served = new AtomicInteger();
    public final AtomicInteger refused = new AtomicInteger();

    public volatile IssuingServer issuer;
    public volatile boolean refusesAll;

    /** Named in refusals; empty for none. */
    public volatile String wantedScope = "";

    /** What tokens must hold. */
    public volatile Set<String> neededScopes = Set.of();

    /** What the server says about itself besides the usual. */
    public volatile Map<String, Object> metadata = Map.of();

    /** Done before each request is judged. */
    public volatile Runnable before = () -> {};

    public ProtectedServer(IssuingServer issuer) throws IOException {
        this.issuer = issuer;
        page("/.well-known/oauth-protected-resource/mcp", visit -> {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("resource", origin() + "/mcp");
            all.put("authorization_servers", List.of(this.issuer.origin()));
            all.putAll(metadata);
            visit.answer(200, all);
        });
        page("/mcp", this::serve);
    }

    private void serve(Visit visit) throws IOException {
        before.run();
        String header = visit.header("Authorization");
        String token = header.startsWith("Bearer ") ? header.substring(7) : "";
        if (refusesAll || !issuer.isLive(token)) {
            refused.incrementAndGet();
            String scope = wantedScope.isEmpty() ? "" : ", scope=\"" + wantedScope + "\"";
            challenge(
                    visit,
                    401,
                    "Bearer resource_metadata=\"" + origin() + "/.well-known/oauth-protected-resource/mcp\"" + scope);
        } else if (!issuer.scopes(token).containsAll(neededScopes)) {
            refused.incrementAndGet();
            challenge(
                    visit,
                    403,
                    "Bearer error=\"insufficient_scope\", scope=\"" + String.join(" ", neededScopes) + "\"");
        } else {
            served.incrementAndGet();
            mcp(visit);
        }
    }

    private static void challenge(Visit visit, int status, String challenge) throws IOException {
        visit.exchange().getResponseHeaders().set("WWW-Authenticate", challenge);
        visit.answer(status, "");
    }

    private static void mcp(Visit visit) throws IOException {
        Map<String, Object> message = visit.json();
        Object id = message.get("id");
        if (id == null) {
            visit.answer(202, "");
            return;
        }
        switch (String.valueOf(message.get("method"))) {
            case "initialize" ->
                visit.answer(
                        200,
                        Map.of(
                                "jsonrpc",
                                "2.0",
                                "id",
                                id,
                                "result",
                                Map.of(
                                        "protocolVersion", "2025-11-25",
                                        "capabilities", Map.of(),
                                        "serverInfo", Map.of("name", "small", "version", "1"))));
            case "ping" -> visit.answer(200, Map.of("jsonrpc", "2.0", "id", id, "result", Map.of()));
            default ->
                visit.answer(
                        200,
                        Map.of("jsonrpc", "2.0", "id", id, "error", Map.of("code", -32601, "message", "not found")));
        }
    }
}
