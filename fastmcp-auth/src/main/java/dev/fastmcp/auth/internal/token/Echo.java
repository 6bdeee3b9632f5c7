package dev.fastmcp.auth.internal.token;

import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.FormText;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Shows what a token endpoint says without the secrets that were sent to it: servers like to quote them in their errors. */
final class Echo {

    /** Members of requests that are no secrets; every other one is. */
    private static final Set<String> OPEN = Set.of(
            "grant_type",
            "client_id",
            "redirect_uri",
            "scope",
            "resource",
            "audience",
            "requested_token_type",
            "subject_token_type",
            "client_assertion_type");

    /** JWTs, and what is as long as a token; identifiers of requests, which operators ask for, are shorter. */
    private static final Pattern TOKEN_LIKE = Pattern.compile("eyJ[\\w-]+(\\.[\\w-]*)*|[\\w~+=-]{40,}");

    private static final String HIDDEN = "…";

    /** The longest first, so that no part of a secret is left over. */
    private final List<String> secrets;

    private Echo(List<String> secrets) {
        this.secrets = secrets;
    }

    static Echo of(Map<String, String> headers, Map<String, String> form) {
        List<String> secrets = new ArrayList<>();
        form.forEach((name, value) -> {
            if (!OPEN.contains(name)) {
                secrets.add(value);
                secrets.add(FormText.encode(value));
            }
        });
        headers.values().forEach(value -> addHeader(value, secrets));
        secrets.removeIf(String::isEmpty);
        secrets.sort(Comparator.comparingInt(String::length).reversed());
        return new Echo(List.copyOf(secrets));
    }

    private static void addHeader(String value, List<String> secrets) {
        secrets.add(value);
        if (value.startsWith("Basic ")) {
            String encoded = value.substring("Basic ".length());
            String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            String secret = pair.substring(pair.indexOf(':') + 1);
            secrets.add(encoded);
            secrets.add(secret);
            secrets.add(URLDecoder.decode(secret, StandardCharsets.UTF_8));
        }
    }

    /** Text of the server as messages show it. */
    String shown(String text) {
        String rest = text;
        for (String secret : secrets) {
            rest = rest.replace(secret, HIDDEN);
        }
        return AuthFailures.shown(TOKEN_LIKE.matcher(rest).replaceAll(HIDDEN));
    }
}
