package dev.fastmcp.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "ping",
        description = "Check that a server answers.",
        customSynopsis = "fastmcp ping [SERVER] [-- COMMAND ARGS…]")
final class PingCommand extends ServerCommand {

    @Parameters(hidden = true)
    List<String> words = List.of();

    @Override
    int run(Output output) {
        String server = onlyServer(words, "fastmcp ping [SERVER]");
        return options.withSession(server, session -> {
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
