package dev.fastmcp.api.config;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The name of the server stands before all names. */
enum PrefixedNames implements ComponentNames {
    INSTANCE;

    private static final String AUTHORITY = "://";

    @Override
    public String name(String server, String original) {
        return server + "_" + original;
    }

    @Override
    public Optional<String> originalName(String server, String shown) {
        return rest(shown, server + "_");
    }

    @Override
    public String uri(String server, String original) {
        int scheme = original.indexOf(AUTHORITY);
        return scheme < 0
                ? original
                : original.substring(0, scheme) + AUTHORITY + host(server) + "/"
                        + original.substring(scheme + AUTHORITY.length());
    }

    @Override
    public Optional<String> originalUri(String server, String shown) {
        int scheme = shown.indexOf(AUTHORITY);
        if (scheme < 0) {
            return Optional.of(shown);
        }
        String begin = shown.substring(0, scheme) + AUTHORITY;
        return rest(shown, begin + host(server) + "/").map(rest -> begin + rest);
    }

    private static Optional<String> rest(String text, String prefix) {
        return text.startsWith(prefix) ? Optional.of(text.substring(prefix.length())) : Optional.empty();
    }

    /** Names of servers are free text. */
    private static String host(String server) {
        return URLEncoder.encode(server, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
