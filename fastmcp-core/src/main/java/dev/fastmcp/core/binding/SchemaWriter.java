package dev.fastmcp.core.binding;

import dev.fastmcp.api.Description;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Writes the JSON Schema of a Java type: the other way round from {@link TypeCheck}. Not thread-safe; for one schema each. */
public final class SchemaWriter {

    private static final Map<Class<?>, String> FORMATS = Map.of(
            Instant.class, "date-time",
            OffsetDateTime.class, "date-time",
            ZonedDateTime.class, "date-time",
            LocalDate.class, "date",
            LocalTime.class, "time",
            UUID.class, "uuid",
            URI.class, "uri");

    private final Deque<Class<?>> path = new ArrayDeque<>();
    private final Map<Class<?>, Map<String, Object>> definitions = new LinkedHashMap<>();
    private final Set<Class<?>> referenced = new LinkedHashSet<>();

    private final Direction direction;

    private SchemaWriter(Direction direction) {
        this.direction = direction;
    }

    /**
     * Writes the schema of a type whose values are read.
     *
     * @param type a record, or anything else that can be JSON
     * @return the schema, to be changed by nobody
     */
    public static Map<String, Object> of(Type type) {
        return new SchemaWriter(Direction.ARGUMENT).root(type);
    }

    /**
     * Writes the schema of an object whose members are read.
     *
     * @param members what it consists of
     * @return the schema, to be changed by nobody
     */
    public static Map<String, Object> of(List<Member> members) {
        SchemaWriter writer = new SchemaWriter(Direction.ARGUMENT);
        return writer.withDefinitions(writer.object(members));
    }

    /**
     * Writes the schema of a type whose values are written: members that are absent are written as {@code null}.
     *
     * @param type a record, or anything else that can be JSON
     * @return the schema, to be changed by nobody
     */
    public static Map<String, Object> ofResult(Type type) {
        return new SchemaWriter(Direction.RESULT).root(type);
    }

    /**
     * Allows {@code null} beside what a schema allows.
     *
     * @param schema a schema without definitions
     * @return another one
     */
    public static Map<String, Object> orNull(Map<String, Object> schema) {
        return schema.isEmpty() ? schema : Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }

    /**
     * A member of an object.
     *
     * @param name how it is called
     * @param type what it holds
     * @param required whether it must be there
     * @param annotated where its description stands
     */
    public record Member(String name, Type type, boolean required, AnnotatedElement annotated) {

        /** Tells whether a value can become what it holds, elements of lists included. */
        public boolean accepts(JsonValue value) {
            try {
                if (Values.isSupported(type)) {
                    Values.of(value, type);
                } else {
                    value.as(JavaTypes.raw(type));
                }
                return true;
            } catch (DataMappingException e) {
                return false;
            }
        }
    }

    /**
     * Tells what the components of a record are as members of an object.
     *
     * @param type the record
     * @return its components in order
     */
    public static List<Member> members(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(component ->
                        new Member(component.getName(), component.getGenericType(), isRequired(component), component))
                .toList();
    }

    private static boolean isRequired(RecordComponent component) {
        return !JavaTypes.isOptional(component.getGenericType())
                && !JavaTypes.isNullable(component, component.getAnnotatedType());
    }

    private Map<String, Object> root(Type type) {
        return withDefinitions(schema(type));
    }

    private Map<String, Object> withDefinitions(Map<String, Object> schema) {
        if (definitions.isEmpty()) {
            return schema;
        }
        Map<String, Object> whole = new LinkedHashMap<>(schema);
        Map<String, Object> named = new LinkedHashMap<>();
        definitions.forEach((type, definition) -> named.put(type.getSimpleName(), definition));
        whole.put("$defs", named);
        return whole;
    }

    private Map<String, Object> schema(Type type) {
        if (JavaTypes.isOptional(type)) {
            return schema(JavaTypes.argument(type, 0));
        }
        Class<?> raw = type instanceof GenericArrayType ? Object[].class : JavaTypes.raw(type);
        Map<String, Object> schema = new LinkedHashMap<>();
        String format = FORMATS.get(raw);
        if (format != null || raw == LocalDateTime.class) {
            schema.put("type", "string");
            if (format != null) {
                schema.put("format", format);
            }
            return schema;
        }
        String kind = JavaTypes.kind(raw);
        if (kind == null) {
            return schema;
        }
        return switch (kind) {
            case "array" -> array(type, raw);
            case "object" -> raw.isRecord() ? record(raw) : map(type);
            default -> scalar(raw, kind);
        };
    }

    private Map<String, Object> scalar(Class<?> raw, String kind) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", kind);
        if (raw.isEnum()) {
            schema.put("enum", List.copyOf(JavaTypes.constants(raw)));
            describe(schema, raw);
        }
        if (raw == byte[].class) {
            schema.put("contentEncoding", "base64");
        }
        return schema;
    }

    private Map<String, Object> array(Type type, Class<?> raw) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        if (type instanceof GenericArrayType generic) {
            schema.put("items", schema(generic.getGenericComponentType()));
        } else if (raw.isArray()) {
            schema.put("items", schema(raw.getComponentType()));
        } else if (type instanceof ParameterizedType) {
            schema.put("items", schema(JavaTypes.argument(type, 0)));
        }
        if (Set.class.isAssignableFrom(raw)) {
            schema.put("uniqueItems", true);
        }
        return schema;
    }

    private Map<String, Object> map(Type type) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        if (type instanceof ParameterizedType) {
            schema.put("additionalProperties", schema(JavaTypes.argument(type, 1)));
        }
        return schema;
    }

    /** A record that holds itself is written once, and referred to. */
    private Map<String, Object> record(Class<?> type) {
        if (path.contains(type)) {
            boolean other = definitions.keySet().stream()
                    .anyMatch(known -> known != type && known.getSimpleName().equals(type.getSimpleName()));
            if (other) {
                throw new DataMappingException("two records named " + type.getSimpleName()
                        + " hold themselves: give one of them another name");
            }
            referenced.add(type);
            return Map.of("$ref", "#/$defs/" + type.getSimpleName());
        }
        path.push(type);
        Map<String, Object> schema = object(members(type));
        path.pop();
        describe(schema, type);
        if (!referenced.contains(type)) {
            return schema;
        }
        definitions.put(type, schema);
        // The outermost object of a tool's schema has to say its type itself.
        return path.isEmpty() ? schema : Map.of("$ref", "#/$defs/" + type.getSimpleName());
    }

    private Map<String, Object> object(List<Member> members) {
        Map<String, Object> properties = new LinkedHashMap<>();
        members.forEach(member -> {
            boolean absent = direction == Direction.RESULT && !member.required();
            Map<String, Object> property =
                    new LinkedHashMap<>(absent ? orNull(schema(member.type())) : schema(member.type()));
            describe(property, member.annotated());
            properties.put(member.name(), property);
        });
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        List<String> required =
                members.stream().filter(Member::required).map(Member::name).toList();
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static void describe(Map<String, Object> schema, AnnotatedElement element) {
        Description description = element.getAnnotation(Description.class);
        if (description != null) {
            schema.put("description", description.value());
        }
    }
}
