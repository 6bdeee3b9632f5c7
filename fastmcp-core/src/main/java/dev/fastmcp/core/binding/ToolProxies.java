package dev.fastmcp.core.binding;

import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.model.Tool;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Makes objects of interfaces whose methods are tools. */
public final class ToolProxies {

    private static final int SHOWN_CHARACTERS = 100;

    private ToolProxies() {}

    /**
     * Lists the tools once, compares them with the interface, and makes the object.
     *
     * @throws IllegalArgumentException if the type is no interface, or does not fit
     */
    public static <T> T bind(Class<T> type, ClientSession session) {
        if (!type.isInterface() || type.isAnnotation() || type.isSealed()) {
            throw new IllegalArgumentException(
                    "Cannot bind " + type.getName() + ": give an interface that is not sealed");
        }
        String server = session.server()
                .info()
                .map(info -> " \"" + ServerText.excerpt(info.name(), SHOWN_CHARACTERS) + "\"")
                .orElse("");
        Differences differences = new Differences(type, server);
        MethodReader reader = new MethodReader(tools(session), session, differences);
        Map<Method, ToolCall> calls = new LinkedHashMap<>();
        abstractMethods(type).forEach(method -> reader.read(method).ifPresent(call -> calls.put(method, call)));
        Map<Method, DefaultMethod> defaults = new LinkedHashMap<>();
        defaultMethods(type)
                .forEach(method -> DefaultMethod.of(method)
                        .ifPresentOrElse(
                                found -> defaults.put(method, found),
                                () -> differences.of(method).add(closed(method.getDeclaringClass()))));
        differences.throwIfAny();
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                new BoundTools(
                        type.getSimpleName() + "[tools of the server" + server + "]",
                        Map.copyOf(calls),
                        Map.copyOf(defaults)));
        return type.cast(proxy);
    }

    private static String closed(Class<?> type) {
        return "a default method can be called only if the interface is public and exported, or its package is open:"
                + " write \"opens "
                + type.getPackageName() + " to dev.fastmcp.core;\" in the descriptor of "
                + type.getModule().getName();
    }

    private static Map<String, Tool> tools(ClientSession session) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        session.listTools().forEach(tool -> tools.putIfAbsent(tool.name(), tool));
        return tools;
    }

    /** Sorted, since the JVM gives them in any order. */
    private static List<Method> abstractMethods(Class<?> type) {
        return Arrays.stream(type.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()) && !isOfObject(method))
                .sorted(Comparator.comparing(Method::getName).thenComparing(Method::toGenericString))
                .toList();
    }

    private static Stream<Method> defaultMethods(Class<?> type) {
        return Arrays.stream(type.getMethods()).filter(Method::isDefault);
    }

    private static boolean isOfObject(Method method) {
        return Arrays.stream(Object.class.getMethods())
                .anyMatch(known -> known.getName().equals(method.getName())
                        && Arrays.equals(known.getParameterTypes(), method.getParameterTypes()));
    }
}
