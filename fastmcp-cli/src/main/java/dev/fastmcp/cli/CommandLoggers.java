package dev.fastmcp.cli;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the library logs to standard error as plain lines that no server can forge: warnings, or everything with {@code --verbose}. The JDK's own
 * logging would write two lines with a date for each, and text of servers as it came.
 */
public final class CommandLoggers extends System.LoggerFinder {

    /** One for the process, as {@link System.Logger} itself is. */
    private static volatile System.Logger.Level threshold = System.Logger.Level.WARNING;

    /** Creates the finder; called by the JDK. */
    public CommandLoggers() {}

    static void verbose(boolean wanted) {
        threshold = wanted ? System.Logger.Level.DEBUG : System.Logger.Level.WARNING;
    }

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new LineLogger(name);
    }

    private record LineLogger(String name) implements System.Logger {

        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            // The JDK logs through loggers as well, command lines with their arguments among other things.
            Level least = name.startsWith("dev.fastmcp.") ? threshold : Level.WARNING;
            return level != Level.OFF && level.getSeverity() >= least.getSeverity();
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                String cause = thrown == null ? "" : " (" + thrown + ")";
                System.err.println("fastmcp: " + level.name().toLowerCase(Locale.ROOT) + ": "
                        + TerminalText.line(message + cause));
            }
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... params) {
            if (isLoggable(level)) {
                boolean plain = format == null || params == null || params.length == 0;
                log(level, bundle, plain ? format : MessageFormat.format(format, params), (Throwable) null);
            }
        }
    }
}
