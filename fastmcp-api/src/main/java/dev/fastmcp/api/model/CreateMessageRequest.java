package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server's wish to have a model asked, the parameters of {@code sampling/createMessage} (schema
 * "CreateMessageRequest"). Deprecated by MCP 2026-07-28.
 *
 * @param messages the conversation so far
 * @param modelPreferences wishes for the choice of the model
 * @param systemPrompt the system prompt; the client may change it
 * @param includeContext {@code none}, {@code thisServer} or {@code allServers}; absent means {@code none}
 * @param temperature the temperature
 * @param maxTokens how many tokens the answer may have at most
 * @param stopSequences texts at which the model is to stop
 * @param metadata settings of the model's provider, a JSON object
 * @param tools tools the model may use, since MCP 2025-11-25
 * @param toolChoice how it is to use them, since MCP 2025-11-25
 * @param task asks for a task, MCP 2025-11-25 only
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CreateMessageRequest(
        List<SamplingMessage> messages,
        Optional<ModelPreferences> modelPreferences,
        Optional<String> systemPrompt,
        Optional<String> includeContext,
        Optional<Double> temperature,
        long maxTokens,
        List<String> stopSequences,
        Optional<JsonValue> metadata,
        List<Tool> tools,
        Optional<ToolChoice> toolChoice,
        Optional<TaskMetadata> task,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public CreateMessageRequest {
        messages = List.copyOf(messages);
        stopSequences = List.copyOf(stopSequences);
        tools = List.copyOf(tools);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a question to a model, without wishes.
     *
     * @param text what the user says
     * @param maxTokens how many tokens the answer may have at most
     * @return the request
     */
    public static CreateMessageRequest of(String text, long maxTokens) {
        return of(List.of(SamplingMessage.of(Role.USER, TextContent.of(text))), maxTokens);
    }

    /**
     * Returns a conversation for a model to go on with, without wishes.
     *
     * @param messages the conversation so far
     * @param maxTokens how many tokens the answer may have at most
     * @return the request
     */
    public static CreateMessageRequest of(List<SamplingMessage> messages, long maxTokens) {
        return new CreateMessageRequest(
                messages,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                maxTokens,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }
}
