package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.InputRequiredResult;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A tool whose results have the form that the schema of a Java type promises.
 *
 * @param tool its name
 * @param call what it does
 * @param wraps whether the values stand in an object
 */
record TypedCall(String tool, ToolCall call, boolean wraps) implements ToolCall {

    static ToolCall of(String tool, ToolCall call, Type type) {
        return new TypedCall(tool, call, ToolResults.wraps(type));
    }

    @Override
    public Object call(JsonValue arguments, HandlerContext context) throws Exception {
        Object returned = call.call(arguments, context);
        return switch (returned) {
            case null -> throw unfit(null);
            case InputRequiredResult result -> result;
            case CallToolResult result -> {
                if (!result.isError() && result.structuredContent().isEmpty()) {
                    throw unfit(result);
                }
                yield result;
            }
            default -> wraps ? ToolResults.wrapped(returned) : object(returned);
        };
    }

    private CallToolResult object(Object returned) {
        JsonValue value = JsonValue.of(returned);
        if (returned instanceof ContentBlock || !value.toJson().startsWith("{")) {
            throw unfit(returned);
        }
        return CallToolResult.structured(value);
    }

    private IllegalStateException unfit(@Nullable Object returned) {
        String what = returned == null ? "nothing" : "a " + returned.getClass().getName();
        return new IllegalStateException("The handler of tool \"" + tool + "\" returned " + what
                + ", which is no structured content of the form that output(...) promises");
    }
}
