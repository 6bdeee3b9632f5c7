package dev.fastmcp.core.binding;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The methods of an interface, told apart: those that stand for tools, and those that Java keeps for itself. */
final class InterfaceMethods {

    private InterfaceMethods() {}

    /** Tells whether the methods of a type can be tools. */
    static boolean isInterface(Class<?> type) {
        return type.isInterface() && !type.isAnnotation() && !type.isSealed();
    }

    /** Sorted, since the JVM gives them in any order. */
    static List<Method> ofTools(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
                .toList();
    }

    static Stream<Method> withBodies(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(Method::isDefault);
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }

    /** Why a method cannot be called from here. */
    static String closed(String what, Class<?> type) {
        return what + " can be called only if the interface is public and exported, or its package is open:"
                + " write \"opens "
                + type.getPackageName() + " to dev.fastmcp.core;\" in the descriptor of "
                + type.getModule().getName();
    }
}
