package dev.fastmcp.cli;

import java.io.Console;

/** Tells whether somebody is watching. */
final class Terminal {

    private Terminal() {}

    /** Before Java 22 there was a console only for a terminal; since then there always is one, which has to be asked. */
    static boolean isPresent() {
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
