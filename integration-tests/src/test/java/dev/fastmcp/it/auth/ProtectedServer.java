package dev.fastmcp.it.auth;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * An MCP server on TypeScript SDK v2 that takes only requests with an access token of an {@link AuthorizationServer}. Its options are
 * those of {@code integration-tests/authorization/README.md}. Tools: {@code whoami}, {@code echo} ({@code text}), and
 * {@code write-note} ({@code text}), which needs the scope {@code mcp:write} besides {@code mcp:read}.
 *
 * <p>Confined to the thread of a test.
 */
public final class ProtectedServer implements AutoCloseable {

    private final NodeProcess process;
    private final Control control;
    private final String url;

    private ProtectedServer(NodeProcess process) throws InterruptedException {
        this.process = process;
        JsonValue ready = process.line();
        this.url = AuthorizationServer.text(ready, "url");
        this.control = new Control(AuthorizationServer.text(ready, "control"));
    }

    /** Starts a server of both eras. */
    public static ProtectedServer start(AuthorizationServer authorization) throws IOException, InterruptedException {
        return start(authorization.issuer(), Map.of());
    }

    /** Starts a server with options. */
    public static ProtectedServer start(String issuer, Map<String, ?> options)
            throws IOException, InterruptedException {
        Map<String, Object> all = new LinkedHashMap<>(options);
        all.put("issuer", issuer);
        return new ProtectedServer(NodeProcess.server("protected-mcp.mjs", "PROTECTED_SERVER", all));
    }

    /** Its address, which is also the {@code resource} that tokens are for. */
    public String url() {
        return url;
    }

    /** From now on its metadata names this authorization server, and it takes only tokens of that one. */
    public void trust(String issuer) {
        set(Map.of("issuer", issuer));
    }

    /** Changes options while it runs: all but {@code port} and {@code era}. */
    public void set(Map<String, ?> changes) {
        control.tell("/options", changes);
    }

    /** From now on it takes none of the tokens that it has seen. */
    public void rejectTokensSeen() {
        control.tell("/tokens/reject", Map.of());
    }

    /** From now on it wants another nonce in DPoP proofs. */
    public void changeNonce() {
        control.tell("/nonce/change", Map.of());
    }

    /**
     * The MCP requests, in the order of their arrival: HTTP {@code method}, {@code rpc} method and {@code tool} where there are, whether
     * the token was good ({@code authorized}), {@code scheme} of the credentials, and {@code status}, which says 200 for all that MCP
     * answered.
     */
    public List<Map<String, Object>> requests() {
        return control.requests();
    }

    /** Forgets {@link #requests()}. */
    public void resetRequests() {
        control.tell("/requests/reset", Map.of());
    }

    @Override
    public void close() {
        process.close();
    }
}
