package dev.fastmcp.core.binding;

import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Compares types of Java with schemas, and tells only what can never fit. */
final class TypeCheck {

    private static final int MAX_DEPTH = 8;

    private final Direction direction;

    TypeCheck(Direction direction) {
        this.direction = direction;
    }

    /** Tells what does not fit; {@code path} says where, as in {@code .area.name}. */
    void check(Type type, SchemaView schema, Consumer<String> found) {
        check(type, schema, "", 0, found);
    }

    private void check(Type type, SchemaView schema, String path, int depth, Consumer<String> found) {
        if (depth > MAX_DEPTH) {
            return;
        }
        if (JavaTypes.isOptional(type)) {
            check(JavaTypes.argument(type, 0), schema, path, depth, found);
            return;
        }
        List<SchemaView> alternatives = schema.alternatives();
        if (!alternatives.isEmpty()) {
            checkAny(type, alternatives, path, depth, found);
            return;
        }
        Class<?> raw = JavaTypes.raw(type);
        String kind = JavaTypes.kind(raw);
        if (kind == null) {
            return;
        }
        Set<String> allowed = schema.types();
        if (!allowed.isEmpty() && allowed.stream().noneMatch(other -> fits(kind, other))) {
            found.accept(path(path) + Differences.shown(type) + " is no " + String.join(" or ", allowed));
            return;
        }
        checkInside(type, raw, schema, path, depth, found);
    }

    private static String path(String path) {
        return path.isEmpty() ? "" : Names.quoted(path.substring(1)) + ": ";
    }

    /** One alternative is enough; if none fits, the one that says most about it is told. */
    private void checkAny(Type type, List<SchemaView> alternatives, String path, int depth, Consumer<String> found) {
        List<String> nearest = null;
        Set<String> allowed = new LinkedHashSet<>();
        for (SchemaView alternative : alternatives) {
            List<String> differences = new ArrayList<>();
            check(type, alternative, path, depth + 1, differences::add);
            if (differences.isEmpty()) {
                return;
            }
            allowed.addAll(alternative.types());
            String kind = JavaTypes.kind(JavaTypes.raw(type));
            if (kind != null && alternative.types().stream().anyMatch(other -> fits(kind, other))) {
                nearest = differences;
            }
        }
        if (nearest != null) {
            nearest.forEach(found);
        } else {
            found.accept(path(path) + Differences.shown(type) + " is no " + String.join(" or ", allowed));
        }
    }

    private static boolean fits(String kind, String other) {
        return kind.equals(other) || isNumber(kind) && isNumber(other);
    }

    private static boolean isNumber(String kind) {
        return kind.equals("number") || kind.equals("integer");
    }

    private void checkInside(
            Type type, Class<?> raw, SchemaView schema, String path, int depth, Consumer<String> found) {
        if (raw.isEnum()) {
            checkConstants(raw, schema.strings(), path, found);
        } else if (raw.isRecord()) {
            checkRecord(raw, schema, path, depth, found);
        } else if (raw == Map.class) {
            check(JavaTypes.argument(type, 1), schema.others(), path + ".*", depth + 1, found);
        } else {
            Type element = elementType(type, raw);
            if (element != null) {
                check(element, schema.items(), path + ".[]", depth + 1, found);
            }
        }
    }

    private static @Nullable Type elementType(Type type, Class<?> raw) {
        if (raw.isArray() && raw != byte[].class) {
            return raw.getComponentType();
        }
        return JavaTypes.isCollection(raw) ? JavaTypes.argument(type, 0) : null;
    }

    private void checkConstants(Class<?> type, Set<String> allowed, String path, Consumer<String> found) {
        if (allowed.isEmpty()) {
            return;
        }
        Set<String> constants = JavaTypes.constants(type);
        boolean sent = direction == Direction.ARGUMENT;
        Set<String> extra = new LinkedHashSet<>(sent ? constants : allowed);
        extra.removeAll(sent ? allowed : constants);
        if (!extra.isEmpty()) {
            found.accept(path(path)
                    + (sent
                            ? "the schema does not allow " + Names.quoted(extra) + " of " + type.getSimpleName()
                                    + ", but " + Names.quoted(allowed)
                            : type.getSimpleName() + " has no constant for " + Names.quoted(extra)));
        }
    }

    private void checkRecord(Class<?> type, SchemaView schema, String path, int depth, Consumer<String> found) {
        Map<String, SchemaView> properties = schema.properties();
        Set<String> missing = new LinkedHashSet<>(schema.required());
        for (RecordComponent component : type.getRecordComponents()) {
            String name = component.getName();
            missing.remove(name);
            SchemaView property = properties.get(name);
            if (property != null) {
                check(component.getGenericType(), property, path + "." + name, depth + 1, found);
            } else if (!schema.isOpen() && !isOptionalResult(component)) {
                found.accept(path(path) + "the schema has no property " + Names.quoted(name) + " for "
                        + type.getSimpleName() + "." + name + "; "
                        + Names.instead(name, properties.keySet()));
            }
        }
        if (direction == Direction.ARGUMENT) {
            missing.forEach(name -> found.accept(path(path) + type.getSimpleName() + " has no component "
                    + Names.quoted(name) + ", which the schema requires"));
        }
    }

    private boolean isOptionalResult(RecordComponent component) {
        return direction == Direction.RESULT && JavaTypes.isOptional(component.getGenericType());
    }
}
