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

final class ListCommand extends ServerCommand {

    ListCommand() {
        super("list", "[SERVER]", "List what a server offers.");
        flag("Only the tools.", "--tools");
        flag("Only resources and resource templates.", "--resources");
        flag("Only the prompts.", "--prompts");
    }

    @Override
    int run(Invocation invocation, Output output) {
        return ServerOptions.of(invocation, onlyServer(invocation)).withSession(session -> {
            Map<String, List<?>> found = collect(session, invocation);
            if (output.json()) {
                output.json(found);
            } else {
                show(found, output);
            }
            return ExitCodes.OK;
        });
    }

    /** Asks for what was asked for; without a choice, for what the server has. */
    private static Map<String, List<?>> collect(ClientSession session, Invocation invocation) {
        boolean tools = invocation.has("--tools");
        boolean resources = invocation.has("--resources");
        boolean prompts = invocation.has("--prompts");
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
            case Prompt prompt -> signature(prompt) + said(prompt.description());
            default -> item.toString();
        };
    }

    static String signature(Prompt prompt) {
        return prompt.arguments().stream()
                .map(ListCommand::argument)
                .collect(Collectors.joining(", ", prompt.name() + "(", ")"));
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
