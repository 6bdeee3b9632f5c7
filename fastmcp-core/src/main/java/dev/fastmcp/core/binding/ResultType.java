package dev.fastmcp.core.binding;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a method returns.
 *
 * @param wrapped whether the tool's schema says that the result stands in an object
 */
record ResultType(String tool, Type type, boolean wrapped) {

    private static final Set<Class<?>> COLLECTIONS =
            Set.of(List.class, Collection.class, Iterable.class, Set.class, Map.class, Optional.class);

    /** Tells whether values of this type can be made. */
    static boolean isSupported(Type type) {
        if (type instanceof ParameterizedType generic) {
            return COLLECTIONS.contains(JavaTypes.raw(type))
                    && (JavaTypes.raw(type) != Map.class || generic.getActualTypeArguments()[0] == String.class)
                    && isSupported(generic.getActualTypeArguments()[JavaTypes.raw(type) == Map.class ? 1 : 0]);
        }
        return type instanceof Class<?>;
    }

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

    /** Protocol types and classes of the caller are the codec's business; only collections of them are taken apart here. */
    private static @Nullable Object value(CallToolResult result, Type wanted) {
        Class<?> raw = JavaTypes.raw(wanted);
        if (!(wanted instanceof ParameterizedType)) {
            return result.data(boxed(raw));
        }
        Object tree = raw == Map.class ? result.data(Map.class) : result.data(List.class);
        JsonValue whole = JsonValue.of(tree);
        return whole.isNull() ? null : converted(whole, wanted);
    }

    private static @Nullable Object converted(JsonValue json, Type wanted) {
        Class<?> raw = JavaTypes.raw(wanted);
        if (!(wanted instanceof ParameterizedType)) {
            return json.as(boxed(raw));
        }
        if (raw == Optional.class) {
            return json.isNull()
                    ? Optional.empty()
                    : Optional.ofNullable(converted(json, JavaTypes.argument(wanted, 0)));
        }
        if (json.isNull()) {
            return null;
        }
        if (raw == Map.class) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            json.asMap()
                    .forEach((name, value) ->
                            map.put(name, converted(JsonValue.of(value), JavaTypes.argument(wanted, 1))));
            return Collections.unmodifiableMap(map);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        json.asList().forEach(value -> elements.add(converted(JsonValue.of(value), JavaTypes.argument(wanted, 0))));
        return raw == Set.class
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    private static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
    }
}
