package dev.fastmcp.cli;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.model.GetPromptResult;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class PromptCommand extends ServerCommand {

    PromptCommand() {
        super("prompt", "[SERVER] NAME [NAME=VALUE…]", "Get a prompt, filled in.");
    }

    @Override
    int run(Invocation invocation, Output output) {
        Target target = target(invocation);
        Map<String, String> arguments = arguments(target.rest());
        return ServerOptions.of(invocation, target.server()).withOffer(offer -> {
            check(offer.prompt(target.name()), arguments);
            GetPromptResult result = offer.session()
                    .getPrompt(target.name(), arguments, CallOptions.DEFAULT.withProgress(output::progress));
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

    /** Refuses what looks like a mistake before the server does, with names that help. */
    private static void check(Prompt prompt, Map<String, String> arguments) {
        List<String> known =
                prompt.arguments().stream().map(PromptArgument::name).toList();
        for (String argument : arguments.keySet()) {
            String hint = known.contains(argument) ? "" : Nearest.hint(argument, known);
            if (!hint.isEmpty()) {
                throw new UsageException("\"" + prompt.name() + "\" has no argument \"" + argument + "\"" + hint
                        + " It is " + ListCommand.signature(prompt));
            }
        }
        List<String> missing = prompt.arguments().stream()
                .filter(argument -> argument.required().orElse(false) && !arguments.containsKey(argument.name()))
                .map(PromptArgument::name)
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageException("Missing " + String.join(", ", missing) + ": " + ListCommand.signature(prompt));
        }
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
