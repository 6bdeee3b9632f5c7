package dev.fastmcp.core.binding;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands behind the methods of a bound interface. */
record BoundTools(String name, Map<Method, ToolCall> calls, Map<Method, DefaultMethod> defaults)
        implements InvocationHandler {

    private static final Object[] NOTHING = {};

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        ToolCall call = calls.get(method);
        if (call != null) {
            return call.invoke(arguments == null ? NOTHING : arguments);
        }
        DefaultMethod own = defaults.get(method);
        if (own != null) {
            return own.invoke(proxy, arguments);
        }
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> name;
        };
    }
}
