package dev.fastmcp.cli;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.model.GetPromptResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "prompt",
        description = "Get a prompt, filled in.",
        customSynopsis = "fastmcp prompt [SERVER] NAME [NAME=VALUE…] [-- COMMAND ARGS…]")
final class PromptCommand extends ServerCommand {

    @Parameters(hidden = true)
    List<String> words = List.of();

    @Override
    int run(Output output) {
        Target target = target(words, 1, "fastmcp prompt [SERVER] NAME [NAME=VALUE…]");
        String name = target.rest().get(0);
        Map<String, String> arguments =
                arguments(target.rest().subList(1, target.rest().size()));
        return options.withSession(target.server(), session -> {
            GetPromptResult result =
                    session.getPrompt(name, arguments, CallOptions.DEFAULT.withProgress(output::progress));
            if (output.json()) {
                output.json(result);
            } else {
                result.messages()
                        .forEach(message -> output.line(message.role().wireName() + ": "
                                + TerminalText.lines(ContentText.of(message.content()))));
            }
            return ExitCodes.OK;
        });
    }

    private static Map<String, String> arguments(List<String> words) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals <= 0) {
                throw new UsageException("\"" + word + "\" is no argument: write name=value");
            }
            arguments.put(word.substring(0, equals), word.substring(equals + 1));
        }
        return arguments;
    }
}
