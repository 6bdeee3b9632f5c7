package dev.fastmcp.core.binding;

import dev.fastmcp.core.numbers.Fraction;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a value of JSON becomes a Java type without turning into something else. Mapping would make a text of a number, cut off a fraction, and call 1 true. A text that says a
 * number or a truth value is let through, since models like to write them so. Thread-safe.
 */
public final class TypeFit {

    private final @Nullable String kind;
    private final Class<?> raw;
    private final @Nullable Type element;

    /** What the members of a record hold, by name; made when it is first needed, since a record may hold itself. */
    private volatile @Nullable Map<String, TypeFit> members;

    private TypeFit(Type type) {
        Type held = JavaTypes.isOptional(type) ? JavaTypes.argument(type, 0) : type;
        this.raw = held instanceof GenericArrayType ? Object[].class : JavaTypes.raw(held);
        this.kind = JavaTypes.kind(raw);
        this.element = elementOf(held);
    }

    /** @param type what is to be made of values */
    public static TypeFit of(Type type) {
        return new TypeFit(type);
    }

    private @Nullable Type elementOf(Type type) {
        if (type instanceof GenericArrayType array) {
            return array.getGenericComponentType();
        }
        if (raw.isArray()) {
            return raw.getComponentType();
        }
        return raw == Map.class ? JavaTypes.argument(type, 1) : JavaTypes.argument(type, 0);
    }

    /** Says nothing of values that mapping refuses by itself. */
    public boolean accepts(@Nullable Object value) {
        if (value == null || kind == null) {
            return true;
        }
        return switch (kind) {
            case "string" -> !(value instanceof Number || value instanceof Boolean);
            case "integer" -> !(value instanceof Boolean) && !(value instanceof Number number && Fraction.isIn(number));
            case "number" -> !(value instanceof Boolean);
            case "boolean" -> !(value instanceof Number);
            case "array" ->
                !(value instanceof Collection<?> elements) || elements.stream().allMatch(element()::accepts);
            default -> !(value instanceof Map<?, ?> object) || acceptsMembers(object);
        };
    }

    private boolean acceptsMembers(Map<?, ?> object) {
        if (!raw.isRecord()) {
            return object.values().stream().allMatch(element()::accepts);
        }
        Map<String, TypeFit> fits = members();
        return object.entrySet().stream().allMatch(entry -> {
            TypeFit fit = fits.get(String.valueOf(entry.getKey()));
            return fit == null || fit.accepts(entry.getValue());
        });
    }

    private TypeFit element() {
        return members().computeIfAbsent("", any -> of(element == null ? Object.class : element));
    }

    private Map<String, TypeFit> members() {
        Map<String, TypeFit> known = members;
        if (known == null) {
            known = new ConcurrentHashMap<>();
            if (raw.isRecord()) {
                for (SchemaWriter.Member member : SchemaWriter.members(raw)) {
                    known.put(member.name(), of(member.type()));
                }
            }
            members = known;
        }
        return known;
    }
}
