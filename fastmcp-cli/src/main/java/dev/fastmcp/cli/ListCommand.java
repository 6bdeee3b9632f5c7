package dev.fastmcp.cli;

import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.model.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "list",
        description = "List what a server offers.",
        customSynopsis = "fastmcp list [SERVER] [--tools] [--resources] [--prompts] [-- COMMAND ARGS…]")
final class ListCommand extends ServerCommand {

    @Parameters(hidden = true)
    List<String> words = List.of();

    @Option(names = "--tools", description = "Only the tools.")
    boolean tools;

    @Option(names = "--resources", description = "Only resources and resource templates.")
    boolean resources;

    @Option(names = "--prompts", description = "Only the prompts.")
    boolean prompts;

    @Override
    int run(Output output) {
        String server = onlyServer(words, "fastmcp list [SERVER]");
        return options.withSession(server, session -> {
            Map<String, List<?>> found = collect(session);
            if (output.json()) {
                output.json(found);
            } else {
                show(found, output);
            }
            return ExitCodes.OK;
        });
    }

    /** Asks for what was asked for; without a choice, for what the server has. */
    private Map<String, List<?>> collect(ClientSession session) {
        ServerCapabilities offered = session.server().capabilities();
        boolean all = !tools && !resources && !prompts;
        Map<String, List<?>> found = new LinkedHashMap<>();
        if (tools || all && offered.tools().isPresent()) {
            found.put("tools", session.listTools());
        }
        if (resources || all && offered.resources().isPresent()) {
            found.put("resources", session.listResources());
            found.put("resourceTemplates", session.listResourceTemplates());
        }
        if (prompts || all && offered.prompts().isPresent()) {
            found.put("prompts", session.listPrompts());
        }
        return found;
    }

    private static void show(Map<String, List<?>> found, Output output) {
        boolean first = true;
        for (Map.Entry<String, List<?>> section : found.entrySet()) {
            if (section.getValue().isEmpty()) {
                continue;
            }
            output.line((first ? "" : System.lineSeparator()) + title(section.getKey()));
            first = false;
            section.getValue().forEach(item -> output.line("  " + TerminalText.line(describe(item))));
        }
        if (first) {
            output.line("The server offers nothing.");
        }
    }

    private static String title(String section) {
        return switch (section) {
            case "tools" -> "Tools";
            case "resources" -> "Resources";
            case "resourceTemplates" -> "Resource templates";
            default -> "Prompts";
        };
    }

    private static String describe(Object item) {
        return switch (item) {
            case Tool tool -> ToolSchema.of(tool).signature() + said(tool.description());
            case Resource resource ->
                resource.uri() + said(resource.description().or(() -> Optional.of(resource.name())));
            case ResourceTemplate template ->
                template.uriTemplate() + said(template.description().or(() -> Optional.of(template.name())));
            case Prompt prompt ->
                prompt.name()
                        + prompt.arguments().stream()
                                .map(ListCommand::argument)
                                .collect(Collectors.joining(", ", "(", ")"))
                        + said(prompt.description());
            default -> item.toString();
        };
    }

    private static String argument(PromptArgument argument) {
        return argument.name() + (argument.required().orElse(false) ? "" : "?");
    }

    /** The first line of a description is enough for a list. */
    private static String said(Optional<String> description) {
        return description
                .map(text -> text.strip().lines().findFirst().orElse(""))
                .filter(text -> !text.isEmpty())
                .map(text -> "  - " + text)
                .orElse("");
    }
}
