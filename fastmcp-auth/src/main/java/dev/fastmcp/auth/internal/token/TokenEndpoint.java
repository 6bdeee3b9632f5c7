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
import java.util.Set;

/** Asks for tokens. What is sent there, and what comes back, is in no message but for the error that the server names: bodies of such endpoints may echo secrets. */
public final class TokenEndpoint {

    private static final String USE_NONCE = "use_dpop_nonce";

    /** Errors that say nothing about the tokens and the client. */
    private static final Set<String> PASSING = Set.of("temporarily_unavailable", "server_error", "slow_down");

    private final OAuthHttp http;
    private final DpopNonces nonces;
    private final InstantSource clock;

    public TokenEndpoint(OAuthHttp http, DpopNonces nonces, InstantSource clock) {
        this.http = http;
        this.nonces = nonces;
        this.clock = clock;
    }

    /** A request that was answered. */
    private record Exchange(AuthorizationServer server, OAuthHttp.Answer answer, Optional<String> nonce, Echo echo) {

        /** The member wins over the status: some servers answer errors with status 200. */
        Optional<String> error() {
            return text("error");
        }

        Optional<String> text(String name) {
            return answer.json().flatMap(json -> new JsonMembers(json).text(name));
        }
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
        return success(server, form, client, dpop).tokens(dpop.isPresent());
    }

    /** Exchanges the login of a person for an assertion (RFC 8693), and returns it. */
    public String idJag(AuthorizationServer provider, Map<String, String> form, ClientProof client)
            throws InterruptedException {
        return success(provider, form, client, Optional.empty()).assertion(TokenRequests.ID_JAG);
    }

    private TokenAnswer success(
            AuthorizationServer server, Map<String, String> form, ClientProof client, Optional<DpopKey> dpop)
            throws InterruptedException {
        Exchange exchange = post(server, form, client, dpop);
        if (dpop.isPresent() && wantsOtherNonce(exchange)) {
            exchange = post(server, form, client, dpop);
        }
        if (exchange.error().isPresent()) {
            throw refused(exchange);
        }
        Optional<Map<String, Object>> json = exchange.answer().json();
        if (saysNoWithoutReason(exchange.answer())) {
            throw new AuthorizationException(
                    Kind.REFUSED,
                    "The token endpoint of " + AuthFailures.shown(server.issuer()) + " answers with HTTP status "
                            + exchange.answer().status() + " and gives no reason; log in again, or ask its operators",
                    null,
                    null);
        }
        if (!exchange.answer().isSuccess() || json.isEmpty()) {
            throw AuthFailures.unavailable(
                    "The token endpoint of " + AuthFailures.shown(server.issuer()) + " answers with HTTP status "
                            + exchange.answer().status() + (json.isEmpty() ? " and no JSON object" : "")
                            + " instead of tokens; try again later, or ask its operators",
                    null);
        }
        return new TokenAnswer(server.issuer(), new JsonMembers(json.get()), exchange.echo());
    }

    /** Only these two statuses are about what was sent (RFC 6749, section 5.2); others are more likely from something in between. */
    private static boolean saysNoWithoutReason(OAuthHttp.Answer answer) {
        return answer.status() == 400 || answer.status() == 401;
    }

    /** Compared with the nonce that was sent: another thread may have learned the new one meanwhile. */
    private boolean wantsOtherNonce(Exchange exchange) {
        return exchange.error().filter(USE_NONCE::equals).isPresent()
                && !nonces.ofTokenEndpoint(exchange.server().tokenEndpoint()).equals(exchange.nonce());
    }

    private Exchange post(
            AuthorizationServer server, Map<String, String> form, ClientProof client, Optional<DpopKey> dpop)
            throws InterruptedException {
        Map<String, String> all = new LinkedHashMap<>(form);
        Map<String, String> headers = new LinkedHashMap<>();
        client.addTo(server, all, headers);
        Optional<String> nonce = nonces.ofTokenEndpoint(server.tokenEndpoint());
        dpop.ifPresent(
                key -> headers.put("DPoP", key.proof("POST", server.tokenEndpoint(), Optional.empty(), nonce, clock)));
        OAuthHttp.Answer answer = http.postForm(server.tokenEndpoint(), headers, all);
        nonces.takeOfTokenEndpoint(server.tokenEndpoint(), answer.headers());
        return new Exchange(server, answer, nonce, Echo.of(headers, all));
    }

    private static AuthorizationException refused(Exchange exchange) {
        String error = exchange.error().orElseThrow();
        String code = exchange.echo().shown(error);
        String description = exchange.text("error_description")
                .map(text -> ": " + exchange.echo().shown(text))
                .orElse("");
        boolean passing = exchange.answer().isPassing();
        String message = "The authorization server "
                + AuthFailures.shown(exchange.server().issuer()) + " issues no token (" + code + description + ")";
        return passing || PASSING.contains(error)
                // The code of a server that is out of order must not make anybody forget tokens.
                ? new AuthorizationException(
                        Kind.UNAVAILABLE, message + "; try again later", passing ? null : code, null)
                : new AuthorizationException(Kind.REFUSED, message + advice(error), code, null);
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
