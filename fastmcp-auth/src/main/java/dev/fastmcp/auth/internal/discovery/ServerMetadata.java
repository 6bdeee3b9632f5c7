package dev.fastmcp.auth.internal.discovery;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import dev.fastmcp.auth.internal.wire.OAuthHttp;
import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the metadata of authorization servers (RFC 8414, OpenID Connect Discovery), and believes it only if it comes from the issuer that it is about. */
final class ServerMetadata {

    private final OAuthHttp http;

    ServerMetadata(OAuthHttp http) {
        this.http = http;
    }

    /**
     * Finds the metadata of an issuer.
     *
     * @throws AuthorizationException if there is none, or it belongs to another issuer
     */
    AuthorizationServer ofIssuer(String issuer) throws InterruptedException {
        URI uri = checkedIssuer(issuer);
        return find(uri, List.of(issuer))
                .orElseThrow(() -> AuthFailures.unavailable(
                        "The authorization server " + AuthFailures.shown(uri)
                                + " publishes no metadata at "
                                + WellKnown.ofIssuer(uri).stream()
                                        .map(AuthFailures::shown)
                                        .toList()
                                + ": if it is the right one, give its addresses with endpoints(…)",
                        null));
    }

    /**
     * Makes do without what the server says about itself, as the specification of 2025-03-26 wants it ("Server Metadata Discovery", "Fallbacks for Servers without Metadata Discovery"): the server is its
     * own authorization server.
     */
    AuthorizationServer ofOrigin(URI server) throws InterruptedException {
        String origin = WebOrigin.of(server).toString();
        URI uri = checkedIssuer(origin);
        // Nobody has written the issuer down here, so both ways to write the root are its name.
        Optional<AuthorizationServer> found = find(uri, List.of(origin, origin + "/"));
        return found.orElseGet(() -> new AuthorizationServer(
                origin,
                Optional.of(URI.create(origin + "/authorize")),
                URI.create(origin + "/token"),
                Optional.of(URI.create(origin + "/register")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                List.of(),
                true));
    }

    private URI checkedIssuer(String issuer) {
        URI uri = parsed(issuer);
        if (uri == null || uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw AuthFailures.untrusted("\"" + AuthFailures.shown(issuer.replaceAll("\\?.*", "?…"))
                    + "\" cannot be the name of an authorization server: it must be an https address without query and"
                    + " fragment (RFC 8414, section 2)");
        }
        if (!http.allows(uri)) {
            throw AuthFailures.untrusted("The authorization server " + AuthFailures.shown(uri)
                    + " is not asked: only https is allowed, or http within this machine for a server within this"
                    + " machine, and no address deeper inside a network than the server's; set another urlPolicy for"
                    + " the transport if it is right");
        }
        return uri;
    }

    /** A document of another issuer is passed over, since some servers answer every place with the same one. */
    private Optional<AuthorizationServer> find(URI issuer, List<String> names) throws InterruptedException {
        AuthorizationException foreign = null;
        for (URI place : WellKnown.ofIssuer(issuer)) {
            Optional<OAuthHttp.Answer> answer = http.first(List.of(place));
            if (answer.isPresent()) {
                JsonMembers members = new JsonMembers(answer.get().json().orElseThrow());
                String named = members.text("issuer").orElse("");
                if (names.contains(named)) {
                    return Optional.of(checked(named, issuer, place, members));
                }
                foreign = foreign(place, names.get(0), named);
            }
        }
        if (foreign != null) {
            throw foreign;
        }
        return Optional.empty();
    }

    private static AuthorizationException foreign(URI place, String expected, String named) {
        return AuthFailures.untrusted("The metadata at " + AuthFailures.shown(place) + " is for "
                + (named.isEmpty() ? "no issuer at all" : "the issuer \"" + AuthFailures.shown(named) + "\"")
                + ", but it must be for \"" + AuthFailures.shown(expected)
                + "\", character by character (RFC 8414, section 3.3): it is not used, and nothing was sent there");
    }

    private AuthorizationServer checked(String named, URI issuer, URI place, JsonMembers members) {
        URI token = endpoint("token_endpoint", issuer, place, members)
                .orElseThrow(() -> AuthFailures.unavailable(
                        "The metadata at " + AuthFailures.shown(place)
                                + " cannot be used: it names no token_endpoint; its operators must correct it",
                        null));
        return new AuthorizationServer(
                named,
                endpoint("authorization_endpoint", issuer, place, members),
                token,
                endpoint("registration_endpoint", issuer, place, members),
                members.texts("scopes_supported"),
                members.texts("token_endpoint_auth_methods_supported"),
                members.texts("code_challenge_methods_supported"),
                members.flag("authorization_response_iss_parameter_supported"),
                members.flag("client_id_metadata_document_supported"),
                members.texts("dpop_signing_alg_values_supported").orElse(List.of()),
                false);
    }

    private Optional<URI> endpoint(String name, URI issuer, URI place, JsonMembers members) {
        Optional<String> text = members.text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        URI uri = parsed(text.get());
        if (uri == null || uri.getHost() == null || uri.getRawFragment() != null || !http.allows(uri, issuer)) {
            throw AuthFailures.untrusted(
                    "The metadata at " + AuthFailures.shown(place) + " is not used: its " + name + " "
                            + (uri == null ? "is no address" : "is " + AuthFailures.shown(uri))
                            + ", but only https addresses are allowed, or http within this machine for a server within"
                            + " this machine, and none deeper inside a network than the server's; set another"
                            + " urlPolicy for the transport if it is right");
        }
        return Optional.of(uri);
    }

    private static @Nullable URI parsed(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
