package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.shared.Spelling;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Refuses what is written in code and can be meant by nobody. Files are read more leniently: others write them, for other programs as well. */
final class RemoteChecks {

    private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.+", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]*");
    private static final List<String> TRANSPORTS =
            List.of("http", "streamable-http", "streamable_http", "streamableHttp", "sse", "websocket", "ws", "wss");

    /** Names long enough to be misspelt; an id near to a short one may well be somebody else's, such as "ssh". */
    private static final List<String> LONG_TRANSPORTS = List.of("http", "streamable-http", "websocket");

    private RemoteChecks() {}

    /** Does not repeat the address, which may hold a secret. */
    static String address(String url) {
        if (!ADDRESS.matcher(url).matches() && !url.contains("${")) {
            throw new ConfigException("The url of a remote server begins with a scheme: give one such as"
                    + " https://example.com/mcp, or a placeholder such as ${URL}; a program that is to be started is a"
                    + " CommandServer");
        }
        return url;
    }

    static String transport(String name) {
        if (TRANSPORTS.contains(name)) {
            return name;
        }
        String meant = TRANSPORTS.stream()
                .filter(name::equalsIgnoreCase)
                .findFirst()
                .or(() -> name.chars().anyMatch(Character::isDigit)
                        ? Optional.empty()
                        : Spelling.meant(name, LONG_TRANSPORTS))
                .orElse("");
        if (meant.isEmpty() && ID.matcher(name).matches()) {
            return name;
        }
        throw new ConfigException("transport \"" + ServerText.excerpt(name, 80) + "\" is unknown"
                + (meant.isEmpty() ? "" : "; did you mean \"" + meant + "\"?")
                + (meant.isEmpty() ? ": give" : " Give")
                + " http, sse or websocket, or the id of a transport that is installed: lower-case letters, digits and"
                + " hyphens");
    }
}
