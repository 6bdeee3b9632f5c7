package dev.fastmcp.core.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.LoggingLevel;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells which log messages a client wants. */
final class LogMessages {

    static final String METHOD = "notifications/message";

    private LogMessages() {}

    /** Reads a level where it stands in free-form JSON. */
    static Optional<LoggingLevel> level(@Nullable Object wireName) {
        return Arrays.stream(LoggingLevel.values())
                .filter(level -> level.wireName().equals(wireName))
                .findFirst();
    }

    /**
     * Tells whether a client wants a notification, as far as that is a matter of levels.
     *
     * @param wanted the least level; {@code null} if the client has said nothing: in the legacy era that leaves it to the server, in the modern one it means no log messages at all
     * @param era that of the client
     */
    static boolean isWanted(JsonRpcMessage.Notification notification, @Nullable LoggingLevel wanted, Era era) {
        if (!notification.method().equals(METHOD)) {
            return true;
        }
        if (wanted == null) {
            return era == Era.LEGACY;
        }
        return notification
                .params()
                .flatMap(params -> params.member("level"))
                .map(JsonValue::asObject)
                .flatMap(LogMessages::level)
                .filter(level -> level.compareTo(wanted) >= 0)
                .isPresent();
    }
}
