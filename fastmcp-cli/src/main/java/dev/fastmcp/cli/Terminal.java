package dev.fastmcp.cli;

import java.io.Console;

/** Tells whether somebody is watching standard error. */
final class Terminal {

    /** Set by the launcher script, which can ask the system; Java cannot tell the streams apart. */
    private static final String PROPERTY = "fastmcp.terminal";

    private Terminal() {}

    /** Before Java 22 there was a console only for a terminal; since then there always is one, which has to be asked. */
    static boolean isPresent() {
        String known = System.getProperty(PROPERTY);
        if (known != null) {
            return Boolean.parseBoolean(known);
        }
        Console console = System.console();
        if (console == null) {
            return false;
        }
        try {
            return (Boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
