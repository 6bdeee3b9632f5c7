package dev.fastmcp.transport.stdio.internal;

/** Says in words how a process ended. */
final class ExitStatus {

    /** What the JDK, like shells, adds to the number of the signal that ended a process. */
    private static final int SIGNAL = 128;

    private ExitStatus() {}

    static String describe(int code, boolean windows) {
        if (windows) {
            return code >= 0 ? "exited with code " + code : "crashed with status 0x" + Integer.toHexString(code);
        }
        String signal = signalName(code - SIGNAL);
        return signal.isEmpty()
                ? "exited with code " + code
                : "was ended by signal " + (code - SIGNAL) + " (" + signal + ", exit code " + code + ")";
    }

    private static String signalName(int signal) {
        return switch (signal) {
            case 1 -> "SIGHUP";
            case 2 -> "SIGINT";
            case 3 -> "SIGQUIT";
            case 4 -> "SIGILL";
            case 6 -> "SIGABRT";
            case 7 -> "SIGBUS";
            case 8 -> "SIGFPE";
            case 9 -> "SIGKILL";
            case 11 -> "SIGSEGV";
            case 13 -> "SIGPIPE";
            case 14 -> "SIGALRM";
            case 15 -> "SIGTERM";
            default -> "";
        };
    }
}
