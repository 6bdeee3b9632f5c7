package dev.fastmcp.it.auth;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A real authorization server, npm {@code oidc-provider}. Its options are those of {@code integration-tests/authorization/README.md}.
 * Unless they say otherwise, it answers login and consent by itself: {@link PlainBrowser} gets through by redirects alone.
 *
 * <p>Confined to the thread of a test.
 */
public final class AuthorizationServer implements AutoCloseable {

    private final Map<String, Object> options;
    private NodeProcess process;
    private Control control;
    private String issuer;

    /**
     * How often clients asked for what since the start or {@link #resetCounts()}. Answers with an error count as well, except among the
     * registrations.
     */
    public record Counts(
            int registrations,
            int authorizations,
            int tokenRequests,
            int codes,
            int refreshes,
            int clientCredentials,
            int tokenErrors,
            int revocations) {}

    private AuthorizationServer(Map<String, Object> options) throws IOException, InterruptedException {
        this.options = options;
        this.process = NodeProcess.server("authorization-server.mjs", "AUTHORIZATION_SERVER", options);
        JsonValue ready = process.line();
        this.issuer = text(ready, "issuer");
        this.control = new Control(text(ready, "control"));
    }

    /** Starts a server that registers every client, and approves whatever it asks for. */
    public static AuthorizationServer start() throws IOException, InterruptedException {
        return start(Map.of());
    }

    /** Starts a server with options. */
    public static AuthorizationServer start(Map<String, ?> options) throws IOException, InterruptedException {
        Map<String, Object> all = new LinkedHashMap<>(Map.of("answer", "approve"));
        all.putAll(options);
        return new AuthorizationServer(all);
    }

    /** Its issuer, which is also the address below which everything is. */
    public String issuer() {
        return issuer;
    }

    /** Changes options while it runs: all but {@code port}, {@code path}, {@code scopes}, {@code clients} and what a feature is on by. */
    public void set(Map<String, ?> changes) {
        control.tell("/options", changes);
    }

    /** Lets the next answers of the token endpoint be an error, whatever is asked for. */
    public void failTokenRequests(int status, int times) {
        set(Map.of("failures", Map.of("status", status, "times", times)));
    }

    /** Says where the client id metadata document of an https address really is. */
    public void documentAt(String clientId, URI place) {
        control.tell("/documents", Map.of(clientId, place.toString()));
    }

    /** Says what the client id metadata document of an https address is. */
    public void document(String clientId, Map<String, ?> document) {
        control.tell("/documents", Map.of(clientId, document));
    }

    /** The ids of the clients that have registered themselves. */
    public List<String> clients() {
        return control.look("/").member("clients").orElseThrow().asList().stream()
                .map(Object::toString)
                .toList();
    }

    /** Forgets a client that has registered itself; true if there was one. */
    public boolean deleteClient(String clientId) {
        return Boolean.TRUE.equals(control.tell("/clients/delete", Map.of("clientId", clientId))
                .asMap()
                .get("deleted"));
    }

    /** Revokes all grants: no refresh token is good any longer, but access tokens are until they expire. */
    public void revokeGrants() {
        control.tell("/grants/revoke", Map.of());
    }

    /** Revokes the grants of one client, as {@link #revokeGrants()} does. */
    public void revokeGrants(String clientId) {
        control.tell("/grants/revoke", Map.of("clientId", clientId));
    }

    /** Forgets clients, grants, tokens and sessions, as a server does whose database was lost. */
    public void forget() {
        control.tell("/forget", Map.of());
    }

    /**
     * Becomes another issuer, on another port, that knows nothing of before.
     *
     * @param keepOld whether the old one goes on to answer
     * @return the new issuer, as {@link #issuer()} from now on
     */
    public String move(boolean keepOld) {
        issuer = text(control.tell("/move", Map.of("keepOld", keepOld)), "issuer");
        return issuer;
    }

    /** Kills the process. */
    public void kill() {
        process.close();
    }

    /** Starts the process again at the same address with the same options, after {@link #kill()}; it knows nothing of before. */
    public void startAgain() throws IOException, InterruptedException {
        Map<String, Object> again = new LinkedHashMap<>(options);
        again.put("port", URI.create(issuer).getPort());
        process = NodeProcess.server("authorization-server.mjs", "AUTHORIZATION_SERVER", again);
        control = new Control(text(process.line(), "control"));
    }

    public Counts counts() {
        return Objects.requireNonNull(control.look("/counts").as(Counts.class));
    }

    /** Begins to count anew, and forgets {@link #requests()}. */
    public void resetCounts() {
        control.tell("/counts/reset", Map.of());
    }

    /**
     * What clients asked for, in the order of the answers: {@code endpoint}, {@code status}, {@code dpop}, and where they were there
     * {@code error}, {@code grantType}, {@code clientId}, {@code scope}, {@code resource}.
     */
    public List<Map<String, Object>> requests() {
        return control.requests();
    }

    /** What it wrote to standard error lately. */
    public String errors() {
        return process.errors();
    }

    static String text(JsonValue object, String member) {
        return Objects.requireNonNull(object.member(member).orElseThrow().as(String.class));
    }

    @Override
    public void close() {
        process.close();
    }
}
