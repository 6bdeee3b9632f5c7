package dev.fastmcp.auth.internal.token;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.token.ClientRegistration.Origin;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import dev.fastmcp.auth.internal.wire.OAuthHttp;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the client known to authorization servers, in the way that the MCP specification prefers among those that are open. */
public final class Registration {

    private static final String AUTH_METHOD = "token_endpoint_auth_method";

    /** How a client that registers itself may prove who it is, the best first: a client on somebody's machine cannot keep a secret. */
    private static final List<String> METHODS = List.of("none", "client_secret_basic", "client_secret_post");

    private final OAuthHttp http;

    public Registration(OAuthHttp http) {
        this.http = http;
    }

    /**
     * Uses the id that the user has, or the address of a document about the client, or registers the client.
     *
     * @throws AuthorizationException {@code UNSUPPORTED} if no way is open; {@code UNTRUSTED} if the user's id is for another server; {@code REFUSED} or {@code UNAVAILABLE} if the server does not
     *     register the client
     */
    public ClientRegistration choose(AuthorizationServer server, RegistrationRequest request)
            throws InterruptedException {
        if (request.clientId().isPresent()) {
            return preRegistered(server, request, request.clientId().get());
        }
        if (request.metadataUrl().isPresent() && server.clientIdMetadata()) {
            return described(server, request.metadataUrl().get());
        }
        if (server.registrationEndpoint().isPresent()) {
            return register(server, request);
        }
        throw AuthFailures.unsupported("The authorization server " + AuthFailures.shown(server.issuer())
                + " does not let clients register themselves: ask its operators for a client id and give it with"
                + " clientId(…)"
                + (server.clientIdMetadata()
                        ? ", or publish a document about this client and give its address with clientMetadataUrl(…)"
                        : ""));
    }

    private static ClientRegistration preRegistered(
            AuthorizationServer server, RegistrationRequest request, String clientId) {
        request.issuer().filter(issuer -> !issuer.equals(server.issuer())).ifPresent(issuer -> {
            throw AuthFailures.untrusted("The client id is for \"" + AuthFailures.shown(issuer)
                    + "\" only, but tokens are issued by \"" + AuthFailures.shown(server.issuer())
                    + "\" now: nothing was sent there; correct issuer(…) and clientId(…) if the server has moved");
        });
        Optional<String> wanted = new JsonMembers(request.metadata()).text(AUTH_METHOD);
        return ClientRegistration.preRegistered(
                server.issuer(),
                clientId,
                request.clientSecret(),
                request.clientSecret().isPresent() ? wanted : Optional.of("none"));
    }

    private static ClientRegistration described(AuthorizationServer server, URI document) {
        return new ClientRegistration(
                server.issuer(),
                document.toString(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("none"),
                List.of(),
                Origin.METADATA_DOCUMENT);
    }

    /**
     * Registers the client (RFC 7591), once.
     *
     * @throws AuthorizationException {@code REFUSED} with the error of the server, or {@code UNAVAILABLE} if its answer cannot be used
     */
    public ClientRegistration register(AuthorizationServer server, RegistrationRequest request)
            throws InterruptedException {
        Map<String, Object> body = body(server, request);
        OAuthHttp.Answer answer = http.postJson(server.registrationEndpoint().orElseThrow(), body);
        JsonMembers members = new JsonMembers(answer.json().orElse(Map.of()));
        if (!answer.isSuccess() || members.text("error").isPresent()) {
            throw refused(server, answer, members);
        }
        String asked = new JsonMembers(body).text(AUTH_METHOD).orElse("");
        return new RegistrationAnswer(server.issuer(), members).read(asked, request.redirectUri());
    }

    private static Map<String, Object> body(AuthorizationServer server, RegistrationRequest request) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("client_name", request.clientName());
        body.put("grant_types", List.of("authorization_code", "refresh_token"));
        body.put("response_types", List.of("code"));
        body.put(AUTH_METHOD, method(server));
        body.put("application_type", isNative(request.redirectUri()) ? "native" : "web");
        if (!request.scopes().isEmpty()) {
            body.put("scope", String.join(" ", request.scopes()));
        }
        body.putAll(request.metadata());
        body.put("redirect_uris", List.of(request.redirectUri().toString()));
        return body;
    }

    /** The default of servers that do not say is that of RFC 8414, section 2; those without any metadata know no secrets of clients on somebody's machine. */
    private static String method(AuthorizationServer server) {
        if (server.assumed()) {
            return "none";
        }
        List<String> offered = server.tokenAuthMethods().orElse(List.of("client_secret_basic"));
        return METHODS.stream().filter(offered::contains).findFirst().orElse("client_secret_basic");
    }

    private static boolean isNative(URI redirect) {
        String host = String.valueOf(redirect.getHost());
        boolean web = "https".equalsIgnoreCase(redirect.getScheme()) || "http".equalsIgnoreCase(redirect.getScheme());
        return !web || host.equals("localhost") || host.equals("[::1]") || host.startsWith("127.");
    }

    private static AuthorizationException refused(
            AuthorizationServer server, OAuthHttp.Answer answer, JsonMembers members) {
        Optional<String> code = members.text("error").map(AuthFailures::shown);
        String reason = code.map(error -> ", " + error).orElse("")
                + members.text("error_description")
                        .map(text -> ": " + AuthFailures.shown(text))
                        .orElse("");
        boolean passing = answer.isPassing();
        boolean missing = answer.status() == 404 || answer.status() == 405;
        Kind kind = passing ? Kind.UNAVAILABLE : missing && code.isEmpty() ? Kind.UNSUPPORTED : Kind.REFUSED;
        return new AuthorizationException(
                kind,
                "The authorization server " + AuthFailures.shown(server.issuer())
                        + " did not register this client (HTTP status "
                        + answer.status() + reason + "); "
                        + (passing
                                ? "try again later"
                                : "change what is registered with clientName(…), scopes(…) or"
                                        + " additionalClientMetadata(…), or ask its operators for a client id and give"
                                        + " it with clientId(…)"),
                code.orElse(null),
                null);
    }
}
