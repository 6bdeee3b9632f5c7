package dev.fastmcp.cli;

import java.util.LinkedHashMap;
import java.util.Map;

final class PingCommand extends ServerCommand {

    PingCommand() {
        super("ping", "[SERVER]", "Check that a server answers.");
    }

    @Override
    int run(Invocation invocation, Output output) {
        return ServerOptions.of(invocation, onlyServer(invocation)).withSession(session -> {
            long start = System.nanoTime();
            session.ping();
            double milliseconds = Math.round((System.nanoTime() - start) / 10_000.0) / 100.0;
            if (output.json()) {
                Map<String, Object> answer = new LinkedHashMap<>();
                answer.put("ok", true);
                answer.put("milliseconds", milliseconds);
                output.json(answer);
            } else {
                output.line("The server answered in " + milliseconds + " ms.");
            }
            return ExitCodes.OK;
        });
    }
}
