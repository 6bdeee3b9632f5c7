package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.core.schema.ValueCheck;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A tool whose arguments and results are compared with schemas that somebody wrote.
 *
 * @param tool its name
 * @param call what it does
 * @param input the check of the arguments
 * @param output the check of the structured content
 */
record CheckedCall(String tool, ToolCall call, Optional<ValueCheck> input, Optional<ValueCheck> output)
        implements ToolCall {

    private static final JsonValue NOTHING = JsonValue.of(Map.of());

    static ToolCall of(String tool, ToolCall call, @Nullable JsonValue inputSchema, @Nullable JsonValue outputSchema) {
        return inputSchema == null && outputSchema == null
                ? call
                : new CheckedCall(
                        tool,
                        call,
                        Optional.ofNullable(inputSchema).map(ValueCheck::of),
                        Optional.ofNullable(outputSchema).map(ValueCheck::of));
    }

    @Override
    public Object call(JsonValue arguments, HandlerContext context) throws Exception {
        if (input.isPresent()) {
            input.get().fault(arguments.isNull() ? NOTHING : arguments).ifPresent(fault -> {
                throw new ToolInputException("The arguments " + fault, null);
            });
        }
        Object result = ToolResults.of(call.call(arguments, context));
        if (output.isPresent() && result instanceof CallToolResult done && !done.isError()) {
            fault(output.get(), done.structuredContent()).ifPresent(fault -> {
                throw new IllegalStateException("The results of tool \"" + tool + "\" " + fault);
            });
        }
        return result;
    }

    private static Optional<String> fault(ValueCheck check, Optional<JsonValue> content) {
        return content.isPresent()
                ? check.fault(content.get())
                : check.fault(JsonValue.NULL)
                        .map(fault -> "have no structured content, although the tool has an output schema");
    }
}
