package dev.fastmcp.core.binding;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a method returns.
 *
 * @param wrapped whether the tool's schema says that the result stands in an object
 */
record ResultType(String tool, Type type, boolean wrapped) {

    boolean isRaw() {
        return type == CallToolResult.class;
    }

    private boolean isIgnored() {
        return type == void.class || type == Void.class;
    }

    @Nullable
    Object of(CallToolResult result) {
        if (isRaw()) {
            return result;
        }
        if (isIgnored()) {
            return null;
        }
        CallToolResult plain = wrapped ? unwrapped(result) : result;
        if (JavaTypes.isOptional(type)) {
            return plain.structuredContent().isEmpty()
                    ? Optional.empty()
                    : Optional.ofNullable(value(plain, JavaTypes.argument(type, 0)));
        }
        Object value = value(plain, type);
        if (value == null && JavaTypes.raw(type).isPrimitive()) {
            throw new DataMappingException("Tool " + Names.quoted(tool) + " returned null, which is no "
                    + type.getTypeName() + ": let the method return an Optional");
        }
        return value;
    }

    private static CallToolResult unwrapped(CallToolResult result) {
        Optional<JsonValue> inner = result.structuredContent().flatMap(structured -> structured.member("result"));
        return inner.isEmpty()
                ? result
                : new CallToolResult(result.content(), inner, result.isError(), Map.of(), result.extra());
    }

    private static @Nullable Object value(CallToolResult result, Type wanted) {
        Class<?> raw = JavaTypes.raw(wanted);
        if (!(wanted instanceof ParameterizedType)) {
            return result.data(Values.boxed(raw));
        }
        Object tree = raw == Map.class ? result.data(Map.class) : result.data(List.class);
        JsonValue whole = JsonValue.of(tree);
        return whole.isNull() ? null : Values.of(whole, wanted);
    }
}
