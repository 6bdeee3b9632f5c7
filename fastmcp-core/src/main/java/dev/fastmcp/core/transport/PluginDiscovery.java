package dev.fastmcp.core.transport;

import dev.fastmcp.api.error.TransportSelectionException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks for plug-ins. One that cannot be loaded is an error: a client that silently misses a transport is harder to understand. */
public final class PluginDiscovery {

    private PluginDiscovery() {}

    /**
     * Finds all plug-ins of a kind.
     *
     * @param service what they implement; this module must use it
     * @param name what one of them is called in a message
     * @param loader where to look; {@code null} for the thread's context class loader, then that of this library
     * @return the plug-ins, each class once
     * @throws TransportSelectionException if one cannot be loaded
     */
    public static <S> List<S> discover(Class<S> service, String name, @Nullable ClassLoader loader) {
        List<S> found = new ArrayList<>();
        Set<Class<?>> classes = new HashSet<>();
        if (loader != null) {
            collect(ServiceLoader.load(service, loader), name, found, classes);
            return found;
        }
        ClassLoader context = Thread.currentThread().getContextClassLoader();
        if (context != null) {
            collect(ServiceLoader.load(service, context), name, found, classes);
        }
        collect(ServiceLoader.load(service, service.getClassLoader()), name, found, classes);
        return found;
    }

    private static <S> void collect(ServiceLoader<S> services, String name, List<S> found, Set<Class<?>> classes) {
        try {
            for (Iterator<S> each = services.iterator(); each.hasNext(); ) {
                S plugin = each.next();
                if (classes.add(plugin.getClass())) {
                    found.add(plugin);
                }
            }
        } catch (ServiceConfigurationError e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new TransportSelectionException(
                    name + " that is installed cannot be loaded: " + e.getMessage() + " (" + cause
                            + "); repair or remove it, or use Client.Builder.discovery(false)",
                    e);
        }
    }
}
