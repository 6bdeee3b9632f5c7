package dev.fastmcp.core.client;

import dev.fastmcp.api.LogListener;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.LoggingMessage;

/** Where log messages of servers go when nobody else wants them. */
final class LogToSystemLogger implements LogListener {

    private static final int SHOWN_CHARACTERS = 2000;

    @Override
    public void onLog(LoggingMessage message) {
        System.Logger logger = System.getLogger("dev.fastmcp.server");
        System.Logger.Level level = level(message.level());
        if (logger.isLoggable(level)) {
            String name = message.logger().map(text -> text + ": ").orElse("");
            logger.log(level, ServerText.excerpt(name + message.data().toJson(), SHOWN_CHARACTERS));
        }
    }

    private static System.Logger.Level level(LoggingLevel level) {
        return switch (level) {
            case DEBUG -> System.Logger.Level.DEBUG;
            case INFO, NOTICE -> System.Logger.Level.INFO;
            case WARNING -> System.Logger.Level.WARNING;
            case ERROR, CRITICAL, ALERT, EMERGENCY -> System.Logger.Level.ERROR;
        };
    }
}
