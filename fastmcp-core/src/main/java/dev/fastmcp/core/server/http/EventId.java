package dev.fastmcp.core.server.http;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in which stream of a session an event stands.
 *
 * @param stream {@link #LISTENING} for what the server says by itself, others for answers to requests
 * @param number grows from event to event of a session
 */
record EventId(long stream, long number) {

    static final long LISTENING = 0;

    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})-([0-9]{1,18})");

    /** Empty for what is no event of ours. */
    static Optional<EventId> parse(@Nullable String text) {
        Matcher matcher = TEXT.matcher(text == null ? "" : text);
        return matcher.matches()
                ? Optional.of(new EventId(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return stream + "-" + number;
    }
}
