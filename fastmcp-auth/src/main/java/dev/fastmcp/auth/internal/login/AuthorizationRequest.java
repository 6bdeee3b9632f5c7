package dev.fastmcp.auth.internal.login;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.FormText;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The address that a person is sent to (RFC 6749, section 4.1.1). An authorization server can name any address as its login page, so this is where it is checked.
 *
 * @param parameters those of the user; they do not replace ours
 */
record AuthorizationRequest(
        String clientId,
        URI redirect,
        Set<String> scopes,
        String state,
        String challenge,
        Optional<String> resource,
        Map<String, String> parameters) {

    /** Adds the parameters to the endpoint; what it has already stays, unless it has the name of one of ours. */
    URI at(AuthorizationServer server, AuthContext context) {
        URI endpoint = server.authorizationEndpoint().orElseThrow();
        check(endpoint, server, context);
        Map<String, String> all = new LinkedHashMap<>(query(endpoint));
        all.putAll(parameters);
        all.put("response_type", "code");
        all.put("client_id", clientId);
        all.put("redirect_uri", redirect.toString());
        all.put("state", state);
        all.put("code_challenge", challenge);
        all.put("code_challenge_method", "S256");
        if (!scopes.isEmpty()) {
            all.put("scope", String.join(" ", scopes));
        }
        resource.ifPresent(value -> all.put("resource", value));
        String path = endpoint.getRawPath() == null ? "" : endpoint.getRawPath();
        return URI.create(endpoint.getScheme() + "://" + endpoint.getRawAuthority() + path + "?" + FormText.of(all));
    }

    private static void check(URI endpoint, AuthorizationServer server, AuthContext context) {
        boolean sound = LoginAddress.isSafe(endpoint)
                && endpoint.getRawFragment() == null
                && endpoint.toString().chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\'' && c != '`');
        if (!sound || !context.urlPolicy().allows(endpoint, context.server())) {
            throw AuthFailures.untrusted("The authorization server " + AuthFailures.shown(server.issuer())
                    + " names a login page that is not opened: only https is allowed, or http within this machine for a"
                    + " server within this machine, without user names and fragments, whatever urlPolicy says");
        }
    }

    /** The parameters of an address; of several with one name the last. */
    static Map<String, String> query(URI endpoint) {
        Map<String, String> query = new LinkedHashMap<>();
        String raw = endpoint.getRawQuery();
        if (raw == null) {
            return query;
        }
        for (String pair : raw.split("&")) {
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            query.put(decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
        return query;
    }

    static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    /** Leaves out what protects the login. */
    @Override
    public String toString() {
        return "AuthorizationRequest[" + clientId + "]";
    }
}
