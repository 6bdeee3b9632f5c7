package dev.fastmcp.core.json;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.ValueInstantiator;
import tools.jackson.databind.deser.ValueInstantiators;
import tools.jackson.databind.deser.std.StdValueInstantiator;
import tools.jackson.databind.util.ClassUtil;

/** Calls constructors of records as Jackson does, but through handles that are adapted once: Jackson adapts them for each record, which takes longer than reading a small one. */
final class RecordConstructors extends ValueInstantiators.Base {

    @Override
    public ValueInstantiator modifyValueInstantiator(
            DeserializationConfig config, BeanDescription.Supplier type, ValueInstantiator instantiator) {
        return type.getBeanClass().isRecord()
                        && instantiator.getClass() == StdValueInstantiator.class
                        && instantiator.getWithArgsCreator() != null
                        && instantiator.getWithArgsCreator().getAnnotated() instanceof Constructor<?> constructor
                ? adapted((StdValueInstantiator) instantiator, constructor)
                : instantiator;
    }

    private static ValueInstantiator adapted(StdValueInstantiator instantiator, Constructor<?> constructor) {
        try {
            MethodHandle handle = MethodHandles.lookup()
                    .unreflectConstructor(constructor)
                    .asFixedArity()
                    .asSpreader(Object[].class, constructor.getParameterCount())
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new Adapted(instantiator, handle);
        } catch (IllegalAccessException e) {
            return instantiator; // Jackson says what is missing, or has a way
        }
    }

    private static final class Adapted extends StdValueInstantiator {

        private static final long serialVersionUID = 1;

        private final transient MethodHandle handle;

        Adapted(StdValueInstantiator instantiator, MethodHandle handle) {
            super(instantiator);
            this.handle = handle;
        }

        @Override
        public @Nullable Object createFromObjectWith(DeserializationContext context, Object[] arguments) {
            try {
                return (Object) handle.invokeExact(arguments);
            } catch (Exception e) {
                return context.handleInstantiationProblem(_valueClass, arguments, rewrapCtorProblem(context, e));
            } catch (Throwable e) {
                throw ClassUtil.sneakyThrow(e);
            }
        }
    }
}
