package dev.fastmcp.transport.http.internal;

import java.util.Set;

/** Requests that change nothing at the server, so that one which may have been lost can be sent again. */
final class ReadOnlyMethods {

    private static final Set<String> NAMES = Set.of(
            "completion/complete",
            "ping",
            "prompts/get",
            "prompts/list",
            "resources/list",
            "resources/read",
            "resources/templates/list",
            "server/discover",
            "tools/list");

    private ReadOnlyMethods() {}

    static boolean contains(String method) {
        return NAMES.contains(method);
    }
}
