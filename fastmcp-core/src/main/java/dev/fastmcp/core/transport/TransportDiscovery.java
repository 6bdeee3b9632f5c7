package dev.fastmcp.core.transport;

import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.spi.TransportFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for transport factories. One that cannot be loaded is an error: a client that silently misses a transport is harder to understand. */
public final class TransportDiscovery {

    private TransportDiscovery() {}

    /**
     * Finds all factories.
     *
     * @param loader where to look; {@code null} for the thread's context class loader, then that of this library
     * @return the factories, each class once
     * @throws TransportSelectionException if one cannot be loaded
     */
    public static List<TransportFactory> discover(@Nullable ClassLoader loader) {
        List<TransportFactory> found = new ArrayList<>();
        Set<Class<?>> classes = new HashSet<>();
        if (loader != null) {
            collect(ServiceLoader.load(TransportFactory.class, loader), found, classes);
            return found;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            collect(ServiceLoader.load(TransportFactory.class, context), found, classes);
        }
        collect(ServiceLoader.load(TransportFactory.class, TransportFactory.class.getClassLoader()), found, classes);
        return found;
    }

    private static void collect(
            ServiceLoader<TransportFactory> services, List<TransportFactory> found, Set<Class<?>> classes) {
        try {
            for (Iterator<TransportFactory> each = services.iterator(); each.hasNext(); ) {
                TransportFactory factory = each.next();
                if (classes.add(factory.getClass())) {
                    found.add(factory);
                }
            }
        } catch (ServiceConfigurationError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TransportSelectionException(
                    "A transport that is installed cannot be loaded: " + e.getMessage() + " (" + cause
                            + "); repair or remove it, or use Client.Builder.discovery(false)",
                    e);
        }
    }
}
