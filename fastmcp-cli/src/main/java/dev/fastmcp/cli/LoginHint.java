package dev.fastmcp.cli;

import dev.fastmcp.api.error.HttpStatusException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Says how to log in, where a server refuses somebody who has not. */
final class LoginHint {

    /** What every shell takes as it is, and what has no place for secrets: neither a query nor a user. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._~:/%-]+");

    private LoginHint() {}

    /** Returns the hint; empty if a login is not what the server wants, as far as one can tell. */
    static Optional<String> of(HttpStatusException refusal, Invocation invocation) {
        if (invocation.parsed().commandSpec().name().equals("auth")) {
            return Optional.empty();
        }
        String how = "\"fastmcp auth login " + address(invocation) + "\", or give a token with --auth";
        return switch (refusal.status()) {
            case 401 -> Optional.of("log in with " + how);
            // Whoever has shown credentials is known, and lacks rights.
            case 403 ->
                isAnonymous(invocation)
                        ? Optional.of("if it does so for want of a login, log in with " + how)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static boolean isAnonymous(Invocation invocation) {
        String auth = invocation.value("--auth");
        boolean header = invocation.values("--header").stream()
                .anyMatch(typed -> typed.matches("(?is)\\s*authorization\\s*:.*"));
        return (auth == null || auth.equals("none")) && !header;
    }

    private static String address(Invocation invocation) {
        return typed(invocation).filter(word -> PLAIN.matcher(word).matches()).orElse("ADDRESS");
    }

    private static Optional<String> typed(Invocation invocation) {
        String option = invocation.value("--server");
        return (option == null ? invocation.words().stream() : Optional.of(option).stream())
                .filter(word -> Logins.address(word).isPresent())
                .findFirst();
    }
}
