package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function of the server, as {@code tools/list} shows it (schema "Tool").
 *
 * <p>The schemas are kept as the server wrote them, so that keywords unknown to this library reach models and
 * validators.
 *
 * @param name the name to call it by
 * @param title the name for people, since MCP 2025-06-18
 * @param description what it does, written for a model
 * @param inputSchema a JSON Schema for the arguments
 * @param outputSchema a JSON Schema for {@link CallToolResult#structuredContent()}, since MCP 2025-06-18
 * @param annotations what it says about its behaviour, since MCP 2025-03-26
 * @param execution how it may be run, MCP 2025-11-25 only
 * @param icons pictures of it, since MCP 2025-11-25
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record Tool(
        String name,
        Optional<String> title,
        Optional<String> description,
        JsonValue inputSchema,
        Optional<JsonValue> outputSchema,
        Optional<ToolAnnotations> annotations,
        Optional<ToolExecution> execution,
        List<Icon> icons,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public Tool {
        icons = List.copyOf(icons);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a tool with the members that every protocol version has.
     *
     * @param name the name to call it by
     * @param description what it does
     * @param inputSchema a JSON Schema for the arguments, whose root has the type {@code object}
     * @return the tool
     */
    public static Tool of(String name, String description, JsonValue inputSchema) {
        return new Tool(
                name,
                Optional.empty(),
                Optional.of(description),
                inputSchema,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Map.of(),
                Map.of());
    }

    /**
     * Returns the name to show to people.
     *
     * @return the title, or else the title in the annotations, or else the name
     */
    public String displayName() {
        return title.or(() -> annotations.flatMap(ToolAnnotations::title)).orElse(name);
    }
}
