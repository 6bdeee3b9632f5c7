package dev.fastmcp.transport.stdio.internal;

import java.time.Duration;

/**
 * How patient the end of a process is.
 *
 * @param exit how long a server may take to exit once its input is closed
 * @param terminate how long it may take once it was asked to terminate
 */
public record ShutdownTimes(Duration exit, Duration terminate) {

    /** Two seconds each. */
    public static final ShutdownTimes DEFAULT = new ShutdownTimes(Duration.ofSeconds(2), Duration.ofSeconds(2));

    /** No patience with the input, for servers that have already broken the connection. */
    ShutdownTimes withoutExit() {
        return new ShutdownTimes(Duration.ZERO, terminate);
    }
}
