package dev.fastmcp.auth.internal.flow;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Everything that is logged below a name while this is open, at all levels. By reflection, since the module under test does not read the one behind {@link System.Logger}; nothing is
 * printed meanwhile.
 */
public final class LogRecords implements AutoCloseable {

    private final List<String> records = new CopyOnWriteArrayList<>();
    private final Object library;
    private final Object handler;

    LogRecords() throws ReflectiveOperationException {
        this("dev.fastmcp");
    }

    /** Of the loggers below this name only; of all if it is empty. */
    public LogRecords(String name) throws ReflectiveOperationException {
        Class<?> logger = Class.forName("java.util.logging.Logger");
        library = logger.getMethod("getLogger", String.class).invoke(null, name);
        Object root = logger.getMethod("getLogger", String.class).invoke(null, "");
        handler = ((Object[]) logger.getMethod("getHandlers").invoke(root))[0];
        Class<?> filter = Class.forName("java.util.logging.Filter");
        Object collecting = Proxy.newProxyInstance(
                LogRecords.class.getClassLoader(), new Class<?>[] {filter}, (proxy, method, arguments) -> {
                    records.add(text(arguments[0]));
                    return false;
                });
        Class.forName("java.util.logging.Handler")
                .getMethod("setFilter", filter)
                .invoke(handler, collecting);
        level("ALL", "ALL");
    }

    private void level(String ofLibrary, String ofHandler) throws ReflectiveOperationException {
        Class<?> level = Class.forName("java.util.logging.Level");
        Class.forName("java.util.logging.Logger")
                .getMethod("setLevel", level)
                .invoke(library, level.getField(ofLibrary).get(null));
        Class.forName("java.util.logging.Handler")
                .getMethod("setLevel", level)
                .invoke(handler, level.getField(ofHandler).get(null));
    }

    private static String text(Object entry) throws ReflectiveOperationException {
        Class<?> type = entry.getClass();
        Object[] parameters = (Object[]) type.getMethod("getParameters").invoke(entry);
        Throwable thrown = (Throwable) type.getMethod("getThrown").invoke(entry);
        StringWriter trace = new StringWriter();
        if (thrown != null) {
            thrown.printStackTrace(new PrintWriter(trace));
        }
        return type.getMethod("getLevel").invoke(entry) + " "
                + type.getMethod("getMessage").invoke(entry) + " " + Arrays.toString(parameters) + trace;
    }

    public List<String> records() {
        return List.copyOf(records);
    }

    @Override
    public void close() throws ReflectiveOperationException {
        Class<?> filter = Class.forName("java.util.logging.Filter");
        Class.forName("java.util.logging.Handler")
                .getMethod("setFilter", filter)
                .invoke(handler, new Object[] {null});
        level("INFO", "INFO");
    }
}
