package dev.fastmcp.core.binding;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ToolException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A method that calls a tool. */
record ToolCall(
        ClientSession session, String tool, List<Parameter> parameters, Set<String> required, ResultType resultType) {

    /** What a parameter of the method is for. */
    sealed interface Parameter {

        /** An argument of the tool. */
        record Argument(String name) implements Parameter {}

        /** All arguments at once. */
        record AllArguments(String name) implements Parameter {}

        /** What is special about the call. */
        record Options() implements Parameter {}

        /** Who hears of its progress. */
        record Progress() implements Parameter {}

        /** Of use to a server only. */
        record Ignored() implements Parameter {}
    }

    @Nullable
    Object invoke(@Nullable Object[] values) {
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        CallOptions options = CallOptions.DEFAULT;
        ProgressListener listener = null;
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            switch (parameters.get(i)) {
                case Parameter.Argument(String name) -> arguments.put(name, plain(value));
                case Parameter.AllArguments(String name) -> arguments.putAll(members(name, value));
                case Parameter.Options() -> options = value instanceof CallOptions given ? given : options;
                case Parameter.Progress() -> listener = value instanceof ProgressListener given ? given : null;
                case Parameter.Ignored() -> {}
            }
        }
        arguments.entrySet().removeIf(entry -> entry.getValue() == null && !required.contains(entry.getKey()));
        return result(arguments, listener == null ? options : options.withProgress(listener));
    }

    private @Nullable Object result(Map<String, @Nullable Object> arguments, CallOptions options) {
        CallToolResult result = session.callTool(tool, arguments, options);
        if (result.isError() && !resultType.isRaw()) {
            throw new ToolException(tool, result);
        }
        return resultType.of(result);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private Map<String, Object> members(String name, @Nullable Object arguments) {
        if (arguments == null) {
            throw new NullPointerException(name + " is null: it holds the arguments of tool " + Names.quoted(tool));
        }
        return JsonValue.parse(JsonValue.of(arguments).toJson()).asMap();
    }
}
