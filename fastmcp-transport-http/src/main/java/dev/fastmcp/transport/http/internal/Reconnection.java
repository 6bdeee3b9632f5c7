package dev.fastmcp.transport.http.internal;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before connecting to a stream again, and when to give it up: after too many attempts in a row that brought nothing. Not thread-safe. */
final class Reconnection {

    private static final long FIRST_MILLIS = 1000;
    private static final long MIN_MILLIS = 100;
    private static final long MAX_MILLIS = 30_000;

    private final int maxFruitless;
    private final Duration longest;
    private int fruitless;
    private long wantedMillis = FIRST_MILLIS;

    /** Creates a policy; delays do not grow beyond {@code longest}, unless the server wants more. */
    Reconnection(int maxFruitless, Duration longest) {
        this.maxFruitless = maxFruitless;
        this.longest = longest;
    }

    /** Takes over what the server said in {@code retry}; negative means that it said nothing. */
    void serverWants(long millis) {
        if (millis >= 0) {
            wantedMillis = Math.clamp(millis, MIN_MILLIS, MAX_MILLIS);
        }
    }

    /** Something new has come, so that attempts count from one again. */
    void succeeded() {
        fruitless = 0;
    }

    boolean allowed() {
        return fruitless < maxFruitless;
    }

    /** The time to wait before the next attempt, which this counts. The first is as the server wants it, later ones take longer. */
    Duration delay() {
        long grown = Math.min(wantedMillis << Math.min(fruitless, 10), longest.toMillis());
        long millis = Math.max(wantedMillis, grown);
        long jitter = fruitless == 0 ? 0 : ThreadLocalRandom.current().nextLong(millis / 4 + 1);
        fruitless++;
        return Duration.ofMillis(millis + jitter);
    }
}
