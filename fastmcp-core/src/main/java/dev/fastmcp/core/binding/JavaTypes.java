package dev.fastmcp.core.binding;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of types in Java without looking into objects. */
final class JavaTypes {

    private static final Set<Class<?>> INTEGERS = Set.of(
            int.class,
            Integer.class,
            long.class,
            Long.class,
            short.class,
            Short.class,
            byte.class,
            Byte.class,
            BigInteger.class);
    private static final Set<Class<?>> NUMBERS =
            Set.of(double.class, Double.class, float.class, Float.class, BigDecimal.class, Number.class);

    private JavaTypes() {}

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        return type instanceof ParameterizedType generic ? raw(generic.getRawType()) : Object.class;
    }

    /** A type argument; everything if there is none. */
    static Type argument(Type type, int index) {
        return type instanceof ParameterizedType generic ? generic.getActualTypeArguments()[index] : Object.class;
    }

    /** The JSON type; {@code null} if any is possible. */
    static @Nullable String kind(Class<?> type) {
        if (type == String.class || type == char.class || type == Character.class || type == byte[].class) {
            return "string";
        }
        if (type.isEnum()) {
            return constants(type).isEmpty() ? null : "string";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "boolean";
        }
        if (INTEGERS.contains(type)) {
            return "integer";
        }
        if (NUMBERS.contains(type)) {
            return "number";
        }
        if (type.isArray() || isCollection(type)) {
            return "array";
        }
        return type == Map.class || isPlainRecord(type) ? "object" : null;
    }

    static boolean isCollection(Class<?> type) {
        return Collection.class.isAssignableFrom(type);
    }

    static boolean isOptional(Type type) {
        return raw(type) == Optional.class;
    }

    /** Tells whether there may be nothing; annotations of any library will do. */
    static boolean isNullable(AnnotatedElement declared, AnnotatedType type) {
        return Stream.concat(Arrays.stream(declared.getAnnotations()), Arrays.stream(type.getAnnotations()))
                .anyMatch(annotation ->
                        annotation.annotationType().getSimpleName().equals("Nullable"));
    }

    /** Tells whether the components are the members of the JSON object: annotations of Jackson can change that. */
    static boolean isPlainRecord(Class<?> type) {
        return type.isRecord()
                && !type.getPackageName().startsWith("dev.fastmcp.api")
                && Stream.concat(
                                Arrays.stream(type.getAnnotations()),
                                Arrays.stream(type.getRecordComponents()).flatMap(JavaTypes::annotations))
                        .noneMatch(annotation ->
                                annotation.annotationType().getPackageName().contains("jackson"));
    }

    private static Stream<Annotation> annotations(RecordComponent component) {
        return Stream.concat(
                Arrays.stream(component.getAnnotations()),
                Arrays.stream(component.getAccessor().getAnnotations()));
    }

    /** How the constants of an enum are written; empty if not as strings. */
    static Set<String> constants(Class<?> type) {
        Set<String> written = new LinkedHashSet<>();
        for (Object constant : type.getEnumConstants()) {
            String text = written(constant);
            if (text == null) {
                return Set.of();
            }
            written.add(text);
        }
        return written;
    }

    private static @Nullable String written(Object constant) {
        try {
            return JsonValue.parse(JsonValue.of(constant).toJson()).asObject() instanceof String text ? text : null;
        } catch (DataMappingException e) {
            return ((Enum<?>) constant).name();
        }
    }
}
