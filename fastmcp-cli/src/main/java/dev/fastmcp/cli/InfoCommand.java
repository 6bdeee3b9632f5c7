package dev.fastmcp.cli;

import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Implementation;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

final class InfoCommand extends ServerCommand {

    InfoCommand() {
        super("info", "[SERVER]", "Show what a server says about itself.");
    }

    @Override
    int run(Invocation invocation, Output output) {
        return ServerOptions.of(invocation, onlyServer(invocation)).withSession(session -> {
            if (output.json()) {
                output.json(members(session.server()));
            } else {
                show(session.server(), output);
            }
            return ExitCodes.OK;
        });
    }

    private static String era(ServerDescription server) {
        return server.era().name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> members(ServerDescription server) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("era", era(server));
        members.put("protocolVersion", server.version().wireName());
        server.info().ifPresent(info -> members.put("serverInfo", info));
        members.put("capabilities", server.capabilities());
        server.instructions().ifPresent(text -> members.put("instructions", text));
        return members;
    }

    private static void show(ServerDescription server, Output output) {
        output.line("Server        " + server.info().map(InfoCommand::name).orElse("(does not say)"));
        output.line("Protocol      " + server.version() + " (" + era(server) + " era)");
        Map<String, Object> capabilities =
                JsonValue.of(JsonValue.of(server.capabilities()).asObject()).asMap();
        output.line("Capabilities  "
                + TerminalText.line(capabilities.isEmpty() ? "none" : String.join(", ", capabilities.keySet())));
        server.instructions().ifPresent(text -> output.line("Instructions  " + TerminalText.lines(text.strip())));
    }

    private static String name(Implementation info) {
        return TerminalText.line(
                info.title().map(title -> title + ", ").orElse("") + info.name() + " " + info.version());
    }
}
