package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * A log message of the server, the parameters of {@code notifications/message} (schema "LoggingMessageNotification").
 *
 * @param level how serious it is
 * @param logger which part of the server speaks
 * @param data what it says: text, or any other JSON
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record LoggingMessage(
        LoggingLevel level,
        Optional<String> logger,
        JsonValue data,
        Map<String, Object> meta,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public LoggingMessage {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a message that is plain text.
     *
     * @param level how serious it is
     * @param text what it says
     * @return the message
     */
    public static LoggingMessage of(LoggingLevel level, String text) {
        return new LoggingMessage(level, Optional.empty(), JsonValue.of(text), Map.of(), Map.of());
    }
}
