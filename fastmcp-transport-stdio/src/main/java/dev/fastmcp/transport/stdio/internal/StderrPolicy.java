package dev.fastmcp.transport.stdio.internal;

import java.nio.file.Path;
import java.util.function.Consumer;

/** Where the standard error of a server goes, besides the last lines that are always kept for error messages. */
public sealed interface StderrPolicy {

    /** Nowhere; each line is logged at level {@code DEBUG}. */
    record Discard() implements StderrPolicy {}

    /** To the standard error of this program. */
    record Inherit() implements StderrPolicy {}

    /**
     * To the end of a file.
     *
     * @param path the file, created if missing
     */
    record ToFile(Path path) implements StderrPolicy {}

    /**
     * To a program.
     *
     * @param consumer takes one line at a time
     */
    record ToLines(Consumer<? super String> consumer) implements StderrPolicy {}
}
