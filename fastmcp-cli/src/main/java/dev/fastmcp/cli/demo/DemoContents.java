package dev.fastmcp.cli.demo;

import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.server.ServerPrompt;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerResourceTemplate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The resources and the prompt of the demo server. */
final class DemoContents {

    private static final List<String> NAMES = List.of("Ada", "Alan", "Barbara", "Grace", "Linus");

    static final ServerResource README = ServerResource.of(
            "demo://readme",
            "readme",
            "What this server is.",
            "text/plain",
            (none, context) ->
                    "This is the demo server of the fastmcp command. It runs as a child process and talks MCP over its"
                            + " standard input and output.");

    static final ServerResourceTemplate GREETING = ServerResourceTemplate.of(
                    "demo://greeting/{name}",
                    "greeting",
                    "Greets somebody.",
                    "text/plain",
                    (variables, context) -> "Hello, " + variables.get("name") + "!")
            .withCompletion(DemoContents::names);

    static final ServerPrompt GREET = ServerPrompt.of(
                    "greet",
                    "Asks a model for a greeting.",
                    (arguments, context) -> "Write a warm greeting for " + arguments.get("name") + ".",
                    new PromptArgument(
                            "name", Optional.empty(), Optional.of("Whom to greet."), Optional.of(true), Map.of()))
            .withCompletion(DemoContents::names);

    private DemoContents() {}

    private static Completion names(String argument, String typed, Map<String, String> others) {
        List<String> values = NAMES.stream()
                .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT)))
                .toList();
        return new Completion(values, Optional.of((long) values.size()), Optional.of(false), Map.of());
    }
}
