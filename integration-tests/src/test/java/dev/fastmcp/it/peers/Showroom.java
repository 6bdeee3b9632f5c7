package dev.fastmcp.it.peers;

import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptMessage;
import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.ServerBuilder;
import dev.fastmcp.server.ServerPrompt;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerResourceTemplate;
import java.util.List;
import java.util.Map;

/** A server of ours that has something of everything, for clients that others have made. */
final class Showroom {

    static final String GREETING = "test://static/greeting";

    private static final List<String> STYLES = List.of("casual", "cheerful", "formal");
    private static final List<String> ITEMS = List.of("1", "2", "3", "10", "11");

    private Showroom() {}

    static FastMcpServer open() {
        ServerBuilder builder = FastMcpServer.builder("showroom")
                .version("1.2.3")
                .instructions("A server for integration tests.")
                .resource(ServerResource.of(
                        GREETING, "greeting", "A text", "text/plain", (none, context) -> "Hello, resource!"))
                .resource(ServerResource.of(
                        "test://static/pixel",
                        "pixel",
                        "A picture",
                        "image/png",
                        (none, context) -> ShowroomTools.PIXEL))
                .resourceTemplate(ServerResourceTemplate.of(
                                "test://items/{id}",
                                "item",
                                "One item",
                                "application/json",
                                (variables, context) -> "{\"id\":\"" + variables.get("id") + "\"}")
                        .withCompletion((argument, typed, others) -> startingWith(typed, ITEMS)))
                .prompt(ServerPrompt.of("plain", "A prompt without arguments", (none, context) -> "Say hello."))
                .prompt(ServerPrompt.of(
                                "greet",
                                "Greets somebody",
                                (given, context) -> greeting(given),
                                PromptArgument.of("name", true),
                                PromptArgument.of("style", false))
                        .withCompletion((argument, typed, others) ->
                                startingWith(typed, argument.equals("style") ? STYLES : List.of())));
        ShowroomTools tools = new ShowroomTools();
        tools.plain().forEach(builder::tool);
        tools.asking().forEach(builder::tool);
        FastMcpServer server = builder.build();
        ShowroomTools.changing(server).forEach(server::add);
        return server;
    }

    private static Completion startingWith(String typed, List<String> values) {
        return Completion.of(
                values.stream().filter(value -> value.startsWith(typed)).toList());
    }

    private static List<PromptMessage> greeting(Map<String, String> given) {
        String style = given.getOrDefault("style", "casual");
        return List.of(
                PromptMessage.of(
                        Role.USER, TextContent.of("Greet " + given.get("name") + " in a " + style + " style.")),
                PromptMessage.of(Role.ASSISTANT, TextContent.of("Hello, " + given.get("name") + "!")));
    }
}
