package dev.fastmcp.core.binding;

import dev.fastmcp.api.json.JsonValue;
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

/** Makes values of Java types out of JSON. Protocol types and classes of the caller are the codec's business; only collections of them are taken apart here. */
final class Values {

    private static final Set<Class<?>> COLLECTIONS =
            Set.of(List.class, Collection.class, Iterable.class, Set.class, Map.class, Optional.class);

    private Values() {}

    /** Tells whether values of this type can be made. */
    static boolean isSupported(Type type) {
        if (type instanceof ParameterizedType generic) {
            return COLLECTIONS.contains(JavaTypes.raw(type))
                    && (JavaTypes.raw(type) != Map.class || generic.getActualTypeArguments()[0] == String.class)
                    && isSupported(generic.getActualTypeArguments()[JavaTypes.raw(type) == Map.class ? 1 : 0]);
        }
        return type instanceof Class<?>;
    }

    static @Nullable Object of(JsonValue json, Type wanted) {
        Class<?> raw = JavaTypes.raw(wanted);
        if (!(wanted instanceof ParameterizedType)) {
            return json.as(boxed(raw));
        }
        if (raw == Optional.class) {
            return json.isNull() ? Optional.empty() : Optional.ofNullable(of(json, JavaTypes.argument(wanted, 0)));
        }
        if (json.isNull()) {
            return null;
        }
        if (raw == Map.class) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            json.asMap()
                    .forEach((name, value) -> map.put(name, of(JsonValue.of(value), JavaTypes.argument(wanted, 1))));
            return Collections.unmodifiableMap(map);
        }
        List<@Nullable Object> elements = new ArrayList<>();
        json.asList().forEach(value -> elements.add(of(JsonValue.of(value), JavaTypes.argument(wanted, 0))));
        return raw == Set.class
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    static Class<?> boxed(Class<?> type) {
        return type.isPrimitive() ? Array.get(Array.newInstance(type, 1), 0).getClass() : type;
    }
}
