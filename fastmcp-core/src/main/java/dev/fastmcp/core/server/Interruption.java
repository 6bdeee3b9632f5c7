package dev.fastmcp.core.server;

import java.util.regex.Pattern;

/**
 * Tells whether somebody has interrupted a handler, or whether it has made the exception itself. A thread does not remember that it was interrupted once the exception is thrown, and in the same process it is the
 * caller's own thread, which anybody may interrupt: so it is judged by where the exception comes from.
 */
final class Interruption {

    private static final Pattern OWN = Pattern.compile("dev\\.fastmcp\\.(api|auth|core|transport)\\..*");

    private Interruption() {}

    /** What the JDK throws, and what this library makes of it, is thrown by threads that were interrupted. */
    static boolean isReal(InterruptedException e) {
        StackTraceElement[] trace = e.getStackTrace();
        return Thread.currentThread().isInterrupted() || trace.length == 0 || isTrusted(trace[0]);
    }

    private static boolean isTrusted(StackTraceElement origin) {
        String module = origin.getModuleName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."))
                || OWN.matcher(origin.getClassName()).matches();
    }

    /** What to say of an exception that says nothing but what is not true. */
    static IllegalStateException ofNobody(InterruptedException e) {
        return new IllegalStateException("a handler threw an InterruptedException, though nobody interrupted it", e);
    }
}
