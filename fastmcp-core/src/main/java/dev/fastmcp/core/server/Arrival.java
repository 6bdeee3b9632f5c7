package dev.fastmcp.core.server;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What came with a request, and where its answer goes.
 *
 * @param headers of the HTTP request, by names in lower case; empty elsewhere
 * @param outlet takes what belongs to the request, before its response
 * @param thrown hears what a handler threw; {@code null} if nobody wants to
 */
public record Arrival(
        Map<String, List<String>> headers,
        Outlet outlet,
        @Nullable Consumer<? super Throwable> thrown) {

    /** A request that comes with nothing. */
    public static Arrival of(Outlet outlet) {
        return new Arrival(Map.of(), outlet, null);
    }

    /** The same, for something of which nobody wants to know what it throws. */
    Arrival unheard() {
        return new Arrival(headers, outlet, null);
    }

    /** The same, with another way to the client. */
    public Arrival through(Outlet other) {
        return new Arrival(headers, other, thrown);
    }

    /** Returns false if nobody wants to know. */
    boolean failed(Throwable cause) {
        if (thrown == null) {
            return false;
        }
        thrown.accept(cause);
        return true;
    }
}
