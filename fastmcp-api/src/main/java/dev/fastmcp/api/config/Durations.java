package dev.fastmcp.api.config;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads times as configurations write them. */
final class Durations {

    private Durations() {}

    /** Returns the time, or {@code null} if it is neither a number of seconds nor an ISO-8601 duration, or is negative. */
    static @Nullable Duration ofSeconds(Object value) {
        if (value instanceof Number number) {
            double seconds = number.doubleValue();
            return seconds >= 0 && seconds < 1e9 ? Duration.ofMillis((long) (seconds * 1000)) : null;
        }
        if (!(value instanceof String text)) {
            return null;
        }
        try {
            Duration parsed = Duration.parse(text);
            return parsed.isNegative() ? null : parsed;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
