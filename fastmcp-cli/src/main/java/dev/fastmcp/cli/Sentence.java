package dev.fastmcp.cli;

/** Puts sentences one behind the other. */
final class Sentence {

    private Sentence() {}

    /** Ends a text with a full stop, unless it ends with a mark already. */
    static String of(String text) {
        return text.endsWith("?") || text.endsWith(".") ? text : text + ".";
    }
}
