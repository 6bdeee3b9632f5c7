package dev.fastmcp.auth.internal.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a login came back with (RFC 6749, section 4.1.2): anybody may have sent it.
 *
 * @param parameters each name once
 */
record AuthorizationResponse(Map<String, String> parameters) {

    private static final int MAX_CHARACTERS = 16 * 1024;

    /** Reads a query. Empty if it is too long, not encoded as it should be, or has a parameter twice (RFC 6749, section 3.1). */
    static Optional<AuthorizationResponse> parse(String query) {
        if (query.length() > MAX_CHARACTERS) {
            return Optional.empty();
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        try {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                String name = AuthorizationRequest.decoded(pair.substring(0, Math.max(equals, 0)));
                if (equals > 0
                        && parameters.put(name, AuthorizationRequest.decoded(pair.substring(equals + 1))) != null) {
                    return Optional.empty();
                }
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new AuthorizationResponse(parameters));
    }

    /** Tells whether it answers the login with this state; takes the same time whatever the state is. */
    boolean answers(String state) {
        byte[] given = parameters.getOrDefault("state", "").getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(given, state.getBytes(StandardCharsets.UTF_8));
    }

    Optional<String> code() {
        return text("code");
    }

    Optional<String> issuer() {
        return Optional.ofNullable(parameters.get("iss"));
    }

    Optional<String> error() {
        return text("error");
    }

    Optional<String> errorDescription() {
        return text("error_description");
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(parameters.get(name)).filter(text -> !text.isEmpty());
    }

    /** Leaves out the values. */
    @Override
    public String toString() {
        return "AuthorizationResponse" + parameters.keySet();
    }
}
