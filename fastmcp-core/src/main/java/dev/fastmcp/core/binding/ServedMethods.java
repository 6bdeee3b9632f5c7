package dev.fastmcp.core.binding;

import dev.fastmcp.api.ToolArgument;
import dev.fastmcp.api.ToolName;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the tools out of an interface: the other way round from {@link ToolProxies}. */
public final class ServedMethods {

    private final Differences differences;
    private final Set<String> names = new HashSet<>();

    private ServedMethods(Differences differences) {
        this.differences = differences;
    }

    /**
     * Reads an interface.
     *
     * @return its abstract methods, by name
     * @throws IllegalArgumentException if it is none, or a method cannot be a tool
     */
    public static List<ServedMethod> of(Class<?> type) {
        if (!InterfaceMethods.isInterface(type)) {
            throw new IllegalArgumentException(
                    "Cannot serve " + type.getName() + ": give an interface that is not sealed");
        }
        Differences differences = new Differences("The interface " + type.getName() + " cannot be served");
        ServedMethods reader = new ServedMethods(differences);
        List<ServedMethod> methods = new ArrayList<>();
        InterfaceMethods.ofTools(type).forEach(method -> reader.read(method).ifPresent(methods::add));
        differences.throwIfAny();
        return List.copyOf(methods);
    }

    private Optional<ServedMethod> read(Method method) {
        List<String> found = differences.of(method);
        ToolName given = method.getAnnotation(ToolName.class);
        String name = given == null ? method.getName() : given.value();
        if (!names.add(name)) {
            found.add("another method is the tool " + Names.quoted(name) + " as well: add @ToolName");
        }
        List<ServedMethod.Slot> slots = slots(method, found);
        Type result = method.getGenericReturnType();
        if (!Values.isSupported(result)) {
            found.add("the result cannot be a " + Differences.shown(result)
                    + ": return a class, or a List, Set, Map or Optional of one");
        }
        MethodHandle handle = handle(method);
        if (handle == null) {
            found.add(InterfaceMethods.closed("a method", method.getDeclaringClass()));
            return Optional.empty();
        }
        return Optional.of(new ServedMethod(name, method, slots, handle));
    }

    private static List<ServedMethod.Slot> slots(Method method, List<String> found) {
        Parameter[] all = method.getParameters();
        Type[] types = method.getGenericParameterTypes();
        List<ServedMethod.Slot> slots = new ArrayList<>();
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < all.length; i++) {
            ServedMethod.Slot slot = slot(all[i], types[i], found);
            Object purpose = slot instanceof ServedMethod.Slot.Argument argument
                    ? argument.member().name()
                    : slot;
            if (!seen.add(purpose)) {
                found.add("parameter " + (i + 1) + " is for the same as another one");
            }
            slots.add(slot);
        }
        return slots;
    }

    private static ServedMethod.Slot slot(Parameter parameter, Type type, List<String> found) {
        if (!NoArgument.isArgument(parameter.getType())) {
            return new ServedMethod.Slot.Given(parameter.getType());
        }
        ToolArgument given = parameter.getAnnotation(ToolArgument.class);
        if (given == null && !parameter.isNamePresent()) {
            found.add(Names.unknown(type, parameter));
        }
        String name = given == null ? parameter.getName() : given.value();
        if (!Values.isSupported(type)) {
            found.add("argument " + Names.quoted(name) + ": no " + Differences.shown(type)
                    + " can be made: take a class, or a List, Set, Map or Optional of one");
        }
        boolean required =
                !JavaTypes.isOptional(type) && !JavaTypes.isNullable(parameter, parameter.getAnnotatedType());
        return new ServedMethod.Slot.Argument(new SchemaWriter.Member(name, type, required, parameter));
    }

    /** Returns {@code null} if this module may not call the method. */
    private static @Nullable MethodHandle handle(Method method) {
        Class<?> type = method.getDeclaringClass();
        Module here = ServedMethods.class.getModule();
        here.addReads(type.getModule());
        boolean open =
                Modifier.isPublic(type.getModifiers()) && type.getModule().isExported(type.getPackageName(), here);
        try {
            MethodHandles.Lookup lookup =
                    open ? MethodHandles.lookup() : MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            return lookup.unreflect(method)
                    .asSpreader(Object[].class, method.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object.class, Object[].class));
        } catch (IllegalAccessException e) {
            return null;
        }
    }
}
