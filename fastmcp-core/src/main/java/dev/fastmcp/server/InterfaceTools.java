package dev.fastmcp.server;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.core.binding.SchemaWriter;
import dev.fastmcp.core.binding.ServedMethod;
import dev.fastmcp.core.binding.ServedMethods;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes tools of the methods of an interface. */
final class InterfaceTools {

    private InterfaceTools() {}

    static List<ServerTool> of(Class<?> type, Object implementation) {
        Objects.requireNonNull(implementation, "implementation");
        return ServedMethods.of(type).stream()
                .map(method -> tool(method, implementation))
                .toList();
    }

    private static ServerTool tool(ServedMethod method, Object implementation) {
        ReturnedValue returned = ReturnedValue.of(method);
        ToolArguments expected = new ToolArguments(method.members());
        ServerTool.Builder tool = ServerTool.builder(method.name())
                .call(
                        (given, context) -> returned.result(
                                method.invoke(implementation, arguments(method, expected, given, context))),
                        JsonValue.of(SchemaWriter.of(method.members())),
                        returned.schema().map(JsonValue::of));
        method.description().ifPresent(tool::description);
        return tool.build();
    }

    private static @Nullable Object[] arguments(
            ServedMethod method, ToolArguments expected, JsonValue given, HandlerContext context) {
        Map<String, Object> all = expected.checked(given);
        try {
            return method.arguments(all, given, type -> other(type, context));
        } catch (DataMappingException e) {
            throw new ToolInputException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Object other(Class<?> type, HandlerContext context) {
        if (type == CallOptions.class) {
            return CallOptions.DEFAULT;
        }
        ProgressListener progress = context::report;
        return type == ProgressListener.class ? progress : context;
    }
}
