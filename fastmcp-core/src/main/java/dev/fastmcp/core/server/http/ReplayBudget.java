package dev.fastmcp.core.server.http;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that the events of all sessions together may take. Thread-safe. */
final class ReplayBudget {

    private static final long MAX_BYTES = 64L * 1024 * 1024;

    private final AtomicLong used = new AtomicLong();

    void use(long bytes) {
        used.addAndGet(bytes);
    }

    boolean isExceeded() {
        return used.get() > MAX_BYTES;
    }
}
