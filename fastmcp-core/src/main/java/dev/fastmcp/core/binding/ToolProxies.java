package dev.fastmcp.core.binding;

import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.model.Tool;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;

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
        if (!InterfaceMethods.isInterface(type)) {
            throw new IllegalArgumentException(
                    "Cannot bind " + type.getName() + ": give an interface that is not sealed");
        }
        String server = session.server()
                .info()
                .map(info -> " \"" + ServerText.excerpt(info.name(), SHOWN_CHARACTERS) + "\"")
                .orElse("");
        Differences differences =
                new Differences("The interface " + type.getName() + " does not fit the tools of the server" + server);
        MethodReader reader = new MethodReader(tools(session), session, differences);
        Map<Method, ToolCall> calls = new LinkedHashMap<>();
        InterfaceMethods.ofTools(type)
                .forEach(method -> reader.read(method).ifPresent(call -> calls.put(method, call)));
        Map<Method, DefaultMethod> defaults = new LinkedHashMap<>();
        InterfaceMethods.withBodies(type)
                .forEach(method -> DefaultMethod.of(method)
                        .ifPresentOrElse(
                                found -> defaults.put(method, found),
                                () -> differences
                                        .of(method)
                                        .add(InterfaceMethods.closed("a default method", method.getDeclaringClass()))));
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

    private static Map<String, Tool> tools(ClientSession session) {
        Map<String, Tool> tools = new LinkedHashMap<>();
        session.listTools().forEach(tool -> tools.putIfAbsent(tool.name(), tool));
        return tools;
    }
}
