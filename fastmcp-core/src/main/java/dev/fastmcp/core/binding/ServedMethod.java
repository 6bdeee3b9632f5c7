package dev.fastmcp.core.binding;

import dev.fastmcp.api.Description;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.lang.invoke.MethodHandle;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A method that a server offers as a tool. Immutable. */
public final class ServedMethod {

    private final String name;
    private final Method method;
    private final List<Slot> slots;
    private final MethodHandle handle;

    ServedMethod(String name, Method method, List<Slot> slots, MethodHandle handle) {
        this.name = name;
        this.method = method;
        this.slots = List.copyOf(slots);
        this.handle = handle;
    }

    /** What a parameter of the method is for. */
    sealed interface Slot {

        /** An argument of the tool. */
        record Argument(SchemaWriter.Member member) implements Slot {}

        /** Something that the server knows. */
        record Given(Class<?> type) implements Slot {}
    }

    /** What the tool is called. */
    public String name() {
        return name;
    }

    /** What it is for. */
    public Optional<String> description() {
        return Optional.ofNullable(method.getAnnotation(Description.class)).map(Description::value);
    }

    /** Its arguments. */
    public List<SchemaWriter.Member> members() {
        return slots.stream()
                .filter(Slot.Argument.class::isInstance)
                .map(slot -> ((Slot.Argument) slot).member())
                .toList();
    }

    /** What it returns. */
    public Type returnType() {
        return method.getGenericReturnType();
    }

    /** Tells whether it may return {@code null} or nothing. */
    public boolean mayReturnNothing() {
        return JavaTypes.isOptional(returnType()) || JavaTypes.isNullable(method, method.getAnnotatedReturnType());
    }

    /**
     * Makes the method's arguments.
     *
     * @param all the tool's arguments by name
     * @param given the arguments as they came
     * @param others finds what is no argument of the tool
     * @throws DataMappingException if an argument is of another type
     */
    public @Nullable Object[] arguments(Map<String, Object> all, JsonValue given, Function<Class<?>, Object> others) {
        List<@Nullable Object> values = new ArrayList<>();
        for (Slot slot : slots) {
            values.add(
                    switch (slot) {
                        case Slot.Argument(SchemaWriter.Member member) -> value(member, all, given);
                        case Slot.Given(Class<?> type) -> others.apply(type);
                    });
        }
        return values.toArray();
    }

    private static @Nullable Object value(SchemaWriter.Member member, Map<String, Object> all, JsonValue given) {
        JsonValue value = given.member(member.name()).orElseGet(() -> JsonValue.of(all.get(member.name())));
        try {
            return Values.of(value, member.type());
        } catch (DataMappingException e) {
            throw new DataMappingException("The argument " + Names.quoted(member.name()) + ": " + e.getMessage(), e);
        }
    }

    /**
     * Calls the method.
     *
     * @throws Exception what the method throws
     */
    public @Nullable Object invoke(Object target, @Nullable Object[] arguments) throws Exception {
        try {
            return (Object) handle.invokeExact(target, arguments);
        } catch (Exception | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(method + " threw what is neither exception nor error", e);
        }
    }

    /** The name as it stands in the source. */
    @Override
    public String toString() {
        return method.getDeclaringClass().getSimpleName() + "." + method.getName();
    }
}
