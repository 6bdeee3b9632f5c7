package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ContentBlock;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.core.binding.SchemaWriter;
import dev.fastmcp.core.binding.ServedMethod;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a method returns, as a result of its tool: structured content, of the form that the tool's schema promises.
 *
 * @param method the name of the method, for messages
 * @param form how the values become results
 * @param schema the output schema; empty if nothing is promised
 */
record ReturnedValue(String method, Form form, Optional<Map<String, Object>> schema) {

    enum Form {
        /** The values are results themselves, or content. */
        AS_IT_IS,
        /** There are no values. */
        NOTHING,
        /** The values are objects. */
        OBJECT,
        /** The values stand in an object. */
        WRAPPED,
        /** The values stand in an object, and may be {@code null}. */
        WRAPPED_OR_NULL,
        /** Only the value itself tells. */
        ANY
    }

    static ReturnedValue of(ServedMethod method) {
        Type type = method.returnType();
        String name = method.toString();
        if (type == void.class || type == Void.class) {
            return new ReturnedValue(name, Form.NOTHING, Optional.empty());
        }
        if (isContent(type)) {
            return new ReturnedValue(name, Form.AS_IT_IS, Optional.empty());
        }
        Map<String, Object> plain = SchemaWriter.ofResult(type);
        if (plain.isEmpty()) {
            return new ReturnedValue(name, Form.ANY, Optional.empty());
        }
        if (method.mayReturnNothing()) {
            return new ReturnedValue(name, Form.WRAPPED_OR_NULL, Optional.of(ToolResults.wrapper(plain, true)));
        }
        return ToolResults.isObject(plain)
                ? new ReturnedValue(name, Form.OBJECT, Optional.of(plain))
                : new ReturnedValue(name, Form.WRAPPED, Optional.of(ToolResults.wrapper(plain, false)));
    }

    private static boolean isContent(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class
                    && generic.getActualTypeArguments()[0] instanceof Class<?> element
                    && ContentBlock.class.isAssignableFrom(element);
        }
        return type == CallToolResult.class
                || type == InputRequiredResult.class
                || type instanceof Class<?> known && ContentBlock.class.isAssignableFrom(known);
    }

    /** Makes the result of a call. */
    Object result(@Nullable Object returned) {
        Object value = returned instanceof Optional<?> optional ? optional.orElse(null) : returned;
        if (value == null && (form == Form.OBJECT || form == Form.WRAPPED)) {
            throw new IllegalStateException(method + " returned null: let it return an Optional");
        }
        return switch (form) {
            case AS_IT_IS -> ToolResults.of(value);
            case NOTHING -> CallToolResult.of();
            case OBJECT -> CallToolResult.structured(JsonValue.of(value));
            case WRAPPED, WRAPPED_OR_NULL -> ToolResults.wrapped(value);
            case ANY -> value instanceof CharSequence ? ToolResults.wrapped(value) : ToolResults.of(value);
        };
    }
}
