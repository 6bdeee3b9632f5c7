package dev.fastmcp.transport.websocket.internal;

import org.jspecify.annotations.Nullable;

/**
 * The module's logger. A class of its own, so that the logging system is started by the first message and not by the
 * first connection.
 */
final class Log {

    private static final System.Logger LOG = System.getLogger("dev.fastmcp.transport.websocket");

    private Log() {}

    static void debug(String message) {
        LOG.log(System.Logger.Level.DEBUG, message);
    }

    static void info(String message) {
        LOG.log(System.Logger.Level.INFO, message);
    }

    static void warning(String message, @Nullable Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, message, cause);
    }
}
