package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.BlobResourceContents;
import dev.fastmcp.api.model.GetPromptResult;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.model.PromptMessage;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.ResourceContents;
import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.TextResourceContents;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes results of what handlers of resources and prompts return. */
final class Contents {

    private Contents() {}

    static Object read(String uri, Optional<String> mimeType, @Nullable Object returned) {
        return switch (returned) {
            case null -> throw new IllegalStateException("the handler of a resource returned nothing");
            case ReadResourceResult result -> result;
            case InputRequiredResult result -> result;
            case ResourceContents part -> ReadResourceResult.of(part);
            case List<?> list
            when !list.isEmpty() && list.stream().allMatch(ResourceContents.class::isInstance) ->
                ReadResourceResult.of(list.toArray(ResourceContents[]::new));
            case byte[] bytes ->
                ReadResourceResult.of(new BlobResourceContents(
                        uri, mimeType, Base64.getEncoder().encodeToString(bytes), Map.of(), Map.of()));
            case CharSequence text -> text(uri, mimeType, text.toString());
            default ->
                text(
                        uri,
                        mimeType.or(() -> Optional.of("application/json")),
                        JsonValue.of(returned).toJson());
        };
    }

    private static ReadResourceResult text(String uri, Optional<String> mimeType, String text) {
        return ReadResourceResult.of(new TextResourceContents(uri, mimeType, text, Map.of(), Map.of()));
    }

    static Object prompt(Optional<String> description, @Nullable Object returned) {
        return switch (returned) {
            case null -> throw new IllegalStateException("the handler of a prompt returned nothing");
            case GetPromptResult result -> result;
            case InputRequiredResult result -> result;
            case PromptMessage message -> messages(description, List.of(message));
            case List<?> list
            when !list.isEmpty() && list.stream().allMatch(PromptMessage.class::isInstance) ->
                messages(
                        description,
                        list.stream().map(PromptMessage.class::cast).toList());
            case CharSequence text ->
                messages(description, List.of(PromptMessage.of(Role.USER, TextContent.of(text.toString()))));
            default ->
                throw new IllegalStateException("the handler of a prompt returned a "
                        + returned.getClass().getName() + ": return a text, a PromptMessage, a list of them, or a"
                        + " GetPromptResult");
        };
    }

    private static GetPromptResult messages(Optional<String> description, List<PromptMessage> messages) {
        return new GetPromptResult(description, messages, Map.of(), Map.of());
    }
}
