package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import dev.fastmcp.auth.internal.wire.OAuthHttp;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Asks for tokens. What is sent there, and what comes back, is in no message: bodies of such endpoints may echo secrets. */
public final class TokenEndpoint {

    private static final String USE_NONCE = "use_dpop_nonce";

    private final OAuthHttp http;
    private final DpopNonces nonces;
    private final InstantSource clock;

    public TokenEndpoint(OAuthHttp http, DpopNonces nonces, InstantSource clock) {
        this.http = http;
        this.nonces = nonces;
        this.clock = clock;
    }

    /**
     * Asks for tokens.
     *
     * @param form the grant
     * @param dpop the key that the tokens are to be bound to
     * @throws AuthorizationException {@code REFUSED} with the error of the server, {@code UNAVAILABLE} if it does not answer as it should
     */
    public TokenResponse request(
            AuthorizationServer server, Map<String, String> form, ClientProof client, Optional<DpopKey> dpop)
            throws InterruptedException {
        JsonMembers answer = success(server, form, client, dpop);
        return new TokenAnswer(server.issuer(), answer).tokens(dpop.isPresent());
    }

    /** Exchanges the login of a person for an assertion (RFC 8693), and returns it. */
    public String idJag(AuthorizationServer provider, Map<String, String> form, ClientProof client)
            throws InterruptedException {
        JsonMembers answer = success(provider, form, client, Optional.empty());
        return new TokenAnswer(provider.issuer(), answer).assertion(TokenRequests.ID_JAG);
    }

    private JsonMembers success(
            AuthorizationServer server, Map<String, String> form, ClientProof client, Optional<DpopKey> dpop)
            throws InterruptedException {
        OAuthHttp.Answer answer = post(server, form, client, dpop);
        boolean fresh = nonces.take(server.tokenEndpoint(), answer.headers());
        if (fresh && dpop.isPresent() && error(answer).filter(USE_NONCE::equals).isPresent()) {
            answer = post(server, form, client, dpop);
            nonces.take(server.tokenEndpoint(), answer.headers());
        }
        Optional<String> error = error(answer);
        if (error.isPresent()) {
            throw refused(server, answer, error.get());
        }
        if (!answer.isSuccess() || answer.json().isEmpty()) {
            throw AuthFailures.unavailable(
                    "The token endpoint of " + AuthFailures.shown(server.issuer()) + " answers with HTTP status "
                            + answer.status() + (answer.json().isEmpty() ? " and no JSON object" : "")
                            + " instead of tokens; try again later, or ask its operators",
                    null);
        }
        return new JsonMembers(answer.json().get());
    }

    private OAuthHttp.Answer post(
            AuthorizationServer server, Map<String, String> form, ClientProof client, Optional<DpopKey> dpop)
            throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(form);
        Map<String, String> headers = new LinkedHashMap<>();
        client.addTo(server, all, headers);
        dpop.ifPresent(key -> headers.put(
                "DPoP",
                key.proof("POST", server.tokenEndpoint(), Optional.empty(), nonces.of(server.tokenEndpoint()), clock)));
        return http.postForm(server.tokenEndpoint(), headers, all);
    }

    /** The member wins over the status: some servers answer errors with status 200. */
    private static Optional<String> error(OAuthHttp.Answer answer) {
        return answer.json().flatMap(json -> new JsonMembers(json).text("error"));
    }

    private static AuthorizationException refused(AuthorizationServer server, OAuthHttp.Answer answer, String error) {
        boolean passing = answer.status() >= 500
                || error.equals("temporarily_unavailable")
                || error.equals("server_error")
                || error.equals("slow_down");
        String code = AuthFailures.shown(error);
        String description = answer.json()
                .flatMap(json -> new JsonMembers(json).text("error_description"))
                .map(text -> ": " + AuthFailures.shown(text))
                .orElse("");
        return new AuthorizationException(
                passing ? Kind.UNAVAILABLE : Kind.REFUSED,
                "The authorization server " + AuthFailures.shown(server.issuer()) + " issues no token (" + code
                        + description + ")" + advice(error),
                code,
                null);
    }

    private static String advice(String error) {
        return switch (error) {
            case "invalid_client" -> "; check the id and the credentials of the client";
            case "unauthorized_client" -> "; its operators must allow this client what it does";
            case "invalid_scope" -> "; ask for other scopes";
            case "invalid_target" -> "; it issues no tokens for this server, or wants resourceParameter(false)";
            case "invalid_grant" -> "; log in again";
            default -> "; ask its operators";
        };
    }
}
