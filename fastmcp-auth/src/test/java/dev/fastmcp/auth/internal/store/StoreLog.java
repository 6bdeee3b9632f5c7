package dev.fastmcp.auth.internal.store;

import java.lang.reflect.Proxy;
import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * All that is logged while this is open. By reflection, since the module under test does not read the one behind {@link System.Logger}; nothing is printed meanwhile.
 */
public final class StoreLog implements AutoCloseable {

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final Object handler;

    /** Begins to collect. */
    public StoreLog() throws ReflectiveOperationException {
        Class<?> logger = Class.forName("java.util.logging.Logger");
        Object root = logger.getMethod("getLogger", String.class).invoke(null, "");
        handler = ((Object[]) logger.getMethod("getHandlers").invoke(root))[0];
        Class<?> filter = Class.forName("java.util.logging.Filter");
        filter(Proxy.newProxyInstance(
                StoreLog.class.getClassLoader(), new Class<?>[] {filter}, (proxy, method, arguments) -> {
                    lines.add(line(arguments[0]));
                    return false;
                }));
    }

    private void filter(Object filter) throws ReflectiveOperationException {
        Class.forName("java.util.logging.Handler")
                .getMethod("setFilter", Class.forName("java.util.logging.Filter"))
                .invoke(handler, new Object[] {filter});
    }

    private static String line(Object entry) throws ReflectiveOperationException {
        Class<?> type = entry.getClass();
        Object[] parameters = (Object[]) type.getMethod("getParameters").invoke(entry);
        String message = (String) type.getMethod("getMessage").invoke(entry);
        Object thrown = type.getMethod("getThrown").invoke(entry);
        return type.getMethod("getLevel").invoke(entry) + " " + MessageFormat.format(message, parameters)
                + (thrown == null ? "" : " " + thrown);
    }

    /** Returns the lines so far, each with its level first. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        Class.forName("java.util.logging.Handler")
                .getMethod("setFilter", Class.forName("java.util.logging.Filter"))
                .invoke(handler, new Object[] {null});
    }
}
