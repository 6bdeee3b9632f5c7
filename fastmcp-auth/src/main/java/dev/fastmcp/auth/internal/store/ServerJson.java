package dev.fastmcp.auth.internal.store;

import dev.fastmcp.auth.internal.discovery.AuthorizationServer;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The metadata of an authorization server as they are stored, with the names of RFC 8414: tokens are renewed without looking them up again. */
final class ServerJson {

    private ServerJson() {}

    static Map<String, Object> write(AuthorizationServer server) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("issuer", server.issuer());
        server.authorizationEndpoint().ifPresent(uri -> members.put("authorization_endpoint", uri.toString()));
        members.put("token_endpoint", server.tokenEndpoint().toString());
        server.registrationEndpoint().ifPresent(uri -> members.put("registration_endpoint", uri.toString()));
        server.scopes().ifPresent(scopes -> members.put("scopes_supported", scopes));
        server.tokenAuthMethods().ifPresent(methods -> members.put("token_endpoint_auth_methods_supported", methods));
        server.codeChallengeMethods().ifPresent(methods -> members.put("code_challenge_methods_supported", methods));
        members.put("authorization_response_iss_parameter_supported", server.issInResponse());
        members.put("client_id_metadata_document_supported", server.clientIdMetadata());
        members.put("dpop_signing_alg_values_supported", server.dpopAlgorithms());
        members.put("assumed", server.assumed());
        return members;
    }

    static Optional<AuthorizationServer> read(JsonMembers members) {
        Optional<String> issuer = members.text("issuer");
        Optional<URI> token = uri(members, "token_endpoint");
        if (issuer.isEmpty() || token.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new AuthorizationServer(
                issuer.get(),
                uri(members, "authorization_endpoint"),
                token.get(),
                uri(members, "registration_endpoint"),
                members.texts("scopes_supported"),
                members.texts("token_endpoint_auth_methods_supported"),
                members.texts("code_challenge_methods_supported"),
                members.flag("authorization_response_iss_parameter_supported"),
                members.flag("client_id_metadata_document_supported"),
                members.texts("dpop_signing_alg_values_supported").orElse(List.of()),
                members.flag("assumed")));
    }

    private static Optional<URI> uri(JsonMembers members, String name) {
        return members.text(name).flatMap(text -> {
            try {
                return Optional.of(URI.create(text)).filter(uri -> uri.getHost() != null);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        });
    }
}
