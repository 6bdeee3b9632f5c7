package dev.fastmcp.it.peers;

import dev.fastmcp.api.Era;
import java.util.List;
import java.util.Map;

/** A real server that clients of others visit, directly and through our proxy. */
enum VisitedPeer {
    EVERYTHING("everything", "node", Peers.official("server-everything").toString()),
    TYPESCRIPT_SDK("typescript", "node", Peers.NPM.resolve("modern.mjs").toString()),
    FASTMCP_2(
            "fastmcp",
            Peers.python("fastmcp2", "python"),
            Peers.SOURCES.resolve("fastmcp2_server.py").toString()),
    FASTMCP_4(
            "fastmcp",
            Peers.python("fastmcp4", "python"),
            Peers.SOURCES.resolve("fastmcp4_server.py").toString());

    private final String visit;
    private final List<String> command;

    VisitedPeer(String visit, String... command) {
        this.visit = visit;
        this.command = List.of(command);
    }

    /** What clients do there. */
    String visit() {
        return visit;
    }

    List<String> command() {
        return command;
    }

    Map<String, Object> target() {
        return Map.of("command", command, "env", Peers.QUIET);
    }

    boolean speaks(Era era) {
        return era == Era.LEGACY || this == TYPESCRIPT_SDK || this == FASTMCP_4;
    }
}
