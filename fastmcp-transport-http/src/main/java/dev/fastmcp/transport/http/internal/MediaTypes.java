package dev.fastmcp.transport.http.internal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Recognises what a body is, whatever parameters its type has. */
final class MediaTypes {

    static final String JSON = "application/json";
    static final String EVENT_STREAM = "text/event-stream";

    private MediaTypes() {}

    static boolean isJson(@Nullable String contentType) {
        return is(JSON, contentType);
    }

    static boolean isEventStream(@Nullable String contentType) {
        return is(EVENT_STREAM, contentType);
    }

    private static boolean is(String type, @Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals(type)) {
            return true;
        }
        int end = contentType.indexOf(';');
        return (end < 0 ? contentType : contentType.substring(0, end))
                .strip()
                .toLowerCase(Locale.ROOT)
                .equals(type);
    }
}
