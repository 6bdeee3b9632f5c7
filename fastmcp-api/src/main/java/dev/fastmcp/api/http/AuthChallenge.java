package dev.fastmcp.api.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The refusal of a request for want of credentials or rights.
 *
 * @param request what was refused
 * @param status 401 if credentials are missing or no longer good, 403 if they do not suffice
 * @param headers the headers of the refusal; look-up does not depend on the case of names
 * @param sent the headers that {@link RequestAuthenticator#headers} gave for the request that was refused; they tell whether others have renewed the credentials meanwhile
 * @param attempt 1 for the first refusal of this request, 2 if it was sent again and refused once more, and so on
 */
public record AuthChallenge(
        AuthRequest request, int status, Map<String, List<String>> headers, Map<String, String> sent, int attempt) {

    /** Copies the headers. */
    public AuthChallenge {
        TreeMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(copy);
        sent = Map.copyOf(sent);
    }

    /**
     * Returns the challenges.
     *
     * @return the values of {@code WWW-Authenticate}, as they came; each may hold several challenges (RFC 9110, section 11.6.1)
     */
    public List<String> wwwAuthenticate() {
        return headers.getOrDefault("WWW-Authenticate", List.of());
    }

    /** Returns request and status: headers may hold secrets. */
    @Override
    public String toString() {
        return "AuthChallenge[" + request.method() + ", HTTP status " + status + ", attempt " + attempt + "]";
    }
}
