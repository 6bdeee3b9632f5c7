package dev.fastmcp.api.model;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a tool gave back (schema "CallToolResult").
 *
 * <p>{@link #text()} and {@link #data(Class)} are for those who know what the tool returns; {@link #content()} is for
 * those who show it, or pass it to a model.
 *
 * @param content what the tool said, for people and models
 * @param structuredContent what it said as JSON, since MCP 2025-06-18; a JSON {@code null} is not absent
 * @param isError whether the tool failed; the content then says why
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record CallToolResult(
        List<ContentBlock> content,
        Optional<JsonValue> structuredContent,
        boolean isError,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    private static final int SHOWN_CHARACTERS = 200;

    /** Copies the collections. */
    public CallToolResult {
        content = List.copyOf(content);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a result made of content blocks.
     *
     * @param content the blocks
     * @return a result without an error
     */
    public static CallToolResult of(ContentBlock... content) {
        return new CallToolResult(List.of(content), Optional.empty(), false, Map.of(), Map.of());
    }

    /**
     * Returns a result that says the same as JSON and as text.
     *
     * @param value what the tool returned
     * @return a result without an error
     */
    public static CallToolResult structured(JsonValue value) {
        return new CallToolResult(
                List.of(TextContent.of(value.toJson())), Optional.of(value), false, Map.of(), Map.of());
    }

    /**
     * Returns a result of a tool that failed.
     *
     * @param text what went wrong, written for a model that may do better next time
     * @return a result with an error
     */
    public static CallToolResult error(String text) {
        return new CallToolResult(List.of(TextContent.of(text)), Optional.empty(), true, Map.of(), Map.of());
    }

    /**
     * Returns the text of all blocks that are text.
     *
     * @return their texts, joined by line breaks; empty if there are none
     */
    public String text() {
        if (content.size() == 1 && content.get(0) instanceof TextContent only) {
            return only.text();
        }
        return content.stream()
                .filter(TextContent.class::isInstance)
                .map(block -> ((TextContent) block).text())
                .collect(Collectors.joining("\n"));
    }

    /**
     * Converts what the tool returned. Structured content counts first, without the object that FastMCP servers wrap
     * around results that are none; then, for {@code String}, the {@linkplain #text() text}; then a single block of
     * text that holds JSON. If the server does not say whether it wrapped the result, an object with {@code result} as
     * its only member counts as wrapped when a string, number, boolean, enum, collection or array is wanted.
     *
     * @param type what to convert to; see {@link JsonValue#as(Class)}
     * @param <T> the type wanted
     * @return the converted value; {@code null} only if the tool returned the JSON {@code null}
     * @throws DataMappingException if nothing fits; the message says what was there
     */
    public <T> @Nullable T data(Class<T> type) {
        if (structuredContent.isPresent()) {
            return unwrapped(structuredContent.get(), type).as(type);
        }
        if (type == String.class) {
            return type.cast(text());
        }
        if (content.size() == 1 && content.get(0) instanceof TextContent only) {
            return parsed(only.text(), type);
        }
        String kinds =
                content.stream().map(block -> block.getClass().getSimpleName()).collect(Collectors.joining(", "));
        throw new DataMappingException("The tool returned no structured content to convert to " + type.getName()
                + ", but " + (kinds.isEmpty() ? "nothing" : kinds) + ": use content() instead");
    }

    private JsonValue unwrapped(JsonValue structured, Class<?> type) {
        boolean hinted =
                meta.get("fastmcp") instanceof Map<?, ?> hints && Boolean.TRUE.equals(hints.get("wrap_result"));
        return hinted || isNoObject(type) && hasResultOnly(structured)
                ? structured.member("result").orElse(structured)
                : structured;
    }

    /** FastMCP 2 wraps results without saying so. */
    private static boolean hasResultOnly(JsonValue structured) {
        return structured.member("result").isPresent() && structured.asMap().size() == 1;
    }

    private static boolean isNoObject(Class<?> type) {
        return type == String.class
                || type == Boolean.class
                || type.isEnum()
                || type.isArray()
                || Number.class.isAssignableFrom(type)
                || Collection.class.isAssignableFrom(type);
    }

    private static <T> @Nullable T parsed(String text, Class<T> type) {
        try {
            return JsonValue.parse(text).as(type);
        } catch (DataMappingException e) {
            throw new DataMappingException(
                    "The tool returned no structured content, and its text is no JSON for " + type.getName() + ": \""
                            + ServerText.excerpt(text, SHOWN_CHARACTERS) + "\"",
                    e);
        }
    }

    /**
     * Returns the whole result as JSON.
     *
     * @return an object with {@code content} and whatever else the result has
     */
    public JsonValue raw() {
        return JsonValue.of(this);
    }
}
