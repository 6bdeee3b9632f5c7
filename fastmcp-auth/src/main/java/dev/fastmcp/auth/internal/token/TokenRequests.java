package dev.fastmcp.auth.internal.token;

import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The forms that are sent to token endpoints, without what proves who the client is. */
public final class TokenRequests {

    private static final String JWT_BEARER = "urn:ietf:params:oauth:grant-type:jwt-bearer";
    private static final String TOKEN_EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    static final String ID_JAG = "urn:ietf:params:oauth:token-type:id-jag";

    private TokenRequests() {}

    /** RFC 6749, section 4.1.3, with the verifier of RFC 7636. */
    public static Map<String, String> authorizationCode(
            String code, URI redirect, String verifier, Optional<String> resource) {
        Map<String, String> form = form("authorization_code", Set.of(), resource);
        form.put("code", code);
        form.put("redirect_uri", redirect.toString());
        form.put("code_verifier", verifier);
        return Collections.unmodifiableMap(form);
    }

    /** RFC 6749, section 6; the scopes stay as they are. */
    public static Map<String, String> refresh(String refreshToken, Optional<String> resource) {
        Map<String, String> form = form("refresh_token", Set.of(), resource);
        form.put("refresh_token", refreshToken);
        return Collections.unmodifiableMap(form);
    }

    /** RFC 6749, section 4.4.2. */
    public static Map<String, String> clientCredentials(Set<String> scopes, Optional<String> resource) {
        return Collections.unmodifiableMap(form("client_credentials", scopes, resource));
    }

    /** RFC 7523, section 2.1. */
    public static Map<String, String> jwtBearer(String assertion, Set<String> scopes, Optional<String> resource) {
        Map<String, String> form = form(JWT_BEARER, scopes, resource);
        form.put("assertion", assertion);
        return Collections.unmodifiableMap(form);
    }

    /**
     * Asks an identity provider for an assertion that another authorization server accepts (RFC 8693, with the token type of the ID-JAG draft).
     *
     * @param audience the issuer of the server that is to accept it
     */
    public static Map<String, String> idJag(
            String subject, String subjectType, String audience, String resource, Set<String> scopes) {
        Map<String, String> form = form(TOKEN_EXCHANGE, scopes, Optional.of(resource));
        form.put("requested_token_type", ID_JAG);
        form.put("audience", audience);
        form.put("subject_token", subject);
        form.put("subject_token_type", subjectType);
        return Collections.unmodifiableMap(form);
    }

    private static Map<String, String> form(String grantType, Set<String> scopes, Optional<String> resource) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", grantType);
        if (!scopes.isEmpty()) {
            form.put("scope", String.join(" ", scopes));
        }
        resource.ifPresent(value -> form.put("resource", value));
        return form;
    }
}
