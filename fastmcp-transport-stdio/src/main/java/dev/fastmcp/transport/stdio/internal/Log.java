package dev.fastmcp.transport.stdio.internal;

import org.jspecify.annotations.Nullable;

/**
 * The module's logger. A class of its own, so that the logging system is started by the first message and not by the
 * first connection.
 */
final class Log {

    private static final System.Logger LOG = System.getLogger("dev.fastmcp.transport.stdio");

    private Log() {}

    static boolean isDebug() {
        return LOG.isLoggable(System.Logger.Level.DEBUG);
    }

    static void debug(String message) {
        LOG.log(System.Logger.Level.DEBUG, message);
    }

    static void warning(String message, @Nullable Throwable cause) {
        LOG.log(System.Logger.Level.WARNING, message, cause);
    }
}
