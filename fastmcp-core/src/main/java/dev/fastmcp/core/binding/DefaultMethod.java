package dev.fastmcp.core.binding;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Runs a default method of a bound interface. */
interface DefaultMethod {

    @Nullable
    Object invoke(Object proxy, @Nullable Object @Nullable [] arguments) throws Throwable;

    /** Returns nothing if this module may not call the method. */
    static Optional<DefaultMethod> of(Method method) {
        Class<?> type = method.getDeclaringClass();
        Module here = DefaultMethod.class.getModule();
        if (Modifier.isPublic(type.getModifiers()) && type.getModule().isExported(type.getPackageName(), here)) {
            return Optional.of((proxy, arguments) -> InvocationHandler.invokeDefault(proxy, method, arguments));
        }
        try {
            here.addReads(type.getModule());
            MethodHandle handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .unreflectSpecial(method, type)
                    .asSpreader(Object[].class, method.getParameterCount());
            return Optional.of((proxy, arguments) -> handle.invoke(proxy, arguments));
        } catch (IllegalAccessException e) {
            return Optional.empty();
        }
    }
}
