package dev.fastmcp.auth.internal.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a server wants, in the words of its {@code WWW-Authenticate} headers (RFC 9110, section 11.6.1). Nothing in it is checked but its form.
 *
 * @param all the challenges in the order in which they came
 */
public record Challenges(List<Challenge> all) {

    /** More than any server has reason to send. */
    static final int MAX_CHALLENGES = 32;

    /** No challenge at all. */
    public static final Challenges NONE = new Challenges(List.of());

    /**
     * A challenge.
     *
     * @param scheme in small letters
     * @param parameters by name in small letters; of a name that came twice, the first; empty if there was a single unnamed value instead
     */
    public record Challenge(String scheme, Map<String, String> parameters) {

        public Challenge {
            parameters = Map.copyOf(parameters);
        }

        /** True for the schemes that access tokens are sent with (RFC 6750, RFC 9449). */
        boolean takesTokens() {
            return scheme.equals("bearer") || scheme.equals("dpop");
        }
    }

    public Challenges {
        all = List.copyOf(all);
    }

    /**
     * Reads headers. Never fails: what cannot be understood is left out.
     *
     * @param values the values of the header, each with any number of challenges
     */
    public static Challenges parse(List<String> values) {
        List<Challenge> all = new ArrayList<>();
        for (String value : values) {
            new ChallengeParser(value).addTo(all);
        }
        return new Challenges(all);
    }

    /** Where the server describes itself (RFC 9728, section 5.1). The parameter may come with any scheme. */
    public Optional<String> resourceMetadata() {
        return parameter("resource_metadata")
                .or(() -> all.stream()
                        .flatMap(challenge -> value(challenge, "resource_metadata"))
                        .findFirst());
    }

    /** The scopes that the request needs, separated by blanks. */
    public Optional<String> scope() {
        return parameter("scope");
    }

    public Optional<String> error() {
        return parameter("error");
    }

    public Optional<String> errorDescription() {
        return parameter("error_description");
    }

    /** The scopes that a token lacks, separated by blanks; empty if that is not why the request was refused, or the server does not name them. */
    public Optional<String> missingScopes() {
        return all.stream()
                .filter(Challenge::takesTokens)
                .filter(challenge ->
                        "insufficient_scope".equals(challenge.parameters().get("error")))
                .flatMap(challenge -> value(challenge, "scope"))
                .findFirst();
    }

    private Optional<String> parameter(String name) {
        return all.stream()
                .filter(Challenge::takesTokens)
                .flatMap(challenge -> value(challenge, name))
                .findFirst();
    }

    private static Stream<String> value(Challenge challenge, String name) {
        String value = challenge.parameters().getOrDefault(name, "");
        return value.isBlank() ? Stream.empty() : Stream.of(value);
    }
}
