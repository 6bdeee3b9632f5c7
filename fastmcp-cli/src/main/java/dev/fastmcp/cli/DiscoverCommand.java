package dev.fastmcp.cli;

import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.InstalledConfigs;
import dev.fastmcp.api.config.InstalledServer;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import java.util.LinkedHashMap;
import java.util.Map;

/** Shows the servers that applications on this machine are configured for. It starts none of them, and shows no secrets. */
final class DiscoverCommand extends ServerCommand {

    DiscoverCommand() {
        super("discover", "[--json]", "Find the servers that applications on this machine are configured for.");
    }

    @Override
    int run(Invocation invocation, Output output) {
        if (!invocation.words().isEmpty()) {
            throw tooMuch(invocation.words().get(0));
        }
        InstalledConfigs found = InstalledConfigs.discover();
        if (output.json()) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put(
                    "servers",
                    found.servers().stream().map(DiscoverCommand::json).toList());
            answer.put("problems", found.problems());
            output.json(answer);
            return ExitCodes.OK;
        }
        found.servers().forEach(server -> output.line(line(server)));
        found.problems().forEach(problem -> output.line("problem: " + TerminalText.line(problem)));
        if (found.servers().isEmpty()) {
            output.line("No servers were found.");
        }
        return ExitCodes.OK;
    }

    private static String line(InstalledServer server) {
        return TerminalText.line(server.source() + ":" + server.name() + "  " + what(server.config())
                + (server.config().disabled() ? "  (disabled)" : "") + "  " + server.file());
    }

    private static String what(McpServerConfig config) {
        return switch (config) {
            case CommandServer command -> command.command();
            case RemoteServer remote -> remote.shownUrl();
        };
    }

    private static Map<String, Object> json(InstalledServer server) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("source", server.source());
        shown.put("name", server.name());
        shown.put("file", server.file().toString());
        shown.put(server.config() instanceof CommandServer ? "command" : "url", what(server.config()));
        shown.put("disabled", server.config().disabled());
        shown.put("fingerprint", server.config().fingerprint());
        return shown;
    }
}
