package dev.fastmcp.it.conformance;

import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptMessage;
import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.server.ServerBuilder;
import dev.fastmcp.server.ServerPrompt;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerResourceTemplate;
import java.util.List;
import java.util.Map;

/** The resources and prompts of the conformance server. */
final class ConformanceContents {

    private ConformanceContents() {}

    static void addTo(ServerBuilder builder) {
        builder.resource(ServerResource.of(
                        "test://static-text",
                        "static-text",
                        "A text.",
                        "text/plain",
                        (none, context) -> "This is the content of the static text resource."))
                .resource(ServerResource.of(
                        "test://static-binary",
                        "static-binary",
                        "An image.",
                        "image/png",
                        (none, context) -> Samples.PNG))
                .resource(ServerResource.of(
                        "test://watched-resource",
                        "watched-resource",
                        "To be watched.",
                        "text/plain",
                        (none, context) -> "unchanged"))
                .resourceTemplate(ServerResourceTemplate.of(
                        "test://template/{id}/data",
                        "template",
                        "Data by id.",
                        "application/json",
                        (variables, context) -> "{\"id\":\"" + variables.get("id")
                                + "\",\"templateTest\":true,\"data\":\"Data for ID: " + variables.get("id") + "\"}"))
                .prompt(ServerPrompt.of(
                        "test_simple_prompt",
                        "A simple prompt.",
                        (none, context) -> "This is a simple prompt for testing."))
                .prompt(ServerPrompt.of(
                                "test_prompt_with_arguments",
                                "A prompt with arguments.",
                                (given, context) -> "Prompt with arguments: arg1='" + given.get("arg1") + "', arg2='"
                                        + given.get("arg2") + "'",
                                PromptArgument.of("arg1", true),
                                PromptArgument.of("arg2", true))
                        .withCompletion((argument, typed, others) -> Completion.of(List.of("paris", "park", "party"))))
                .prompt(ServerPrompt.of(
                        "test_prompt_with_embedded_resource",
                        "A prompt with a resource.",
                        (given, context) -> List.of(
                                PromptMessage.of(
                                        Role.USER,
                                        Samples.resource(
                                                String.valueOf(given.get("resourceUri")),
                                                "text/plain",
                                                "Embedded resource content for testing.")),
                                user("Please process the embedded resource above.")),
                        PromptArgument.of("resourceUri", true)))
                .prompt(ServerPrompt.of(
                        "test_prompt_with_image",
                        "A prompt with an image.",
                        (none, context) -> List.of(
                                PromptMessage.of(Role.USER, Samples.image()), user("Please analyze the image above."))))
                .prompt(ServerPrompt.of(
                        "test_input_required_result_prompt",
                        "A prompt that needs input.",
                        (none, context) -> InputTools.answers(
                                context,
                                Map.of(
                                        "user_context",
                                        Samples.form("Which context?", "{'context':{'type':'string'}}")))));
    }

    private static PromptMessage user(String text) {
        return PromptMessage.of(Role.USER, TextContent.of(text));
    }
}
