package dev.fastmcp.transport.stdio;

import dev.fastmcp.transport.stdio.internal.StderrPolicy;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Says where the standard error of a server goes. It is read all the time in any case, since a server whose standard
 * error is full stands still, and its last lines are kept for error messages.
 */
public final class Stderr {

    private static final Stderr DISCARD = new Stderr(new StderrPolicy.Discard());
    private static final Stderr INHERIT = new Stderr(new StderrPolicy.Inherit());

    private final StderrPolicy policy;

    private Stderr(StderrPolicy policy) {
        this.policy = policy;
    }

    /**
     * Shows nothing: many servers write banners and logs there. Each line is logged by the {@link System.Logger} named
     * {@code dev.fastmcp.transport.stdio} at level {@code DEBUG}.
     *
     * @return the target, which is the default
     */
    public static Stderr discard() {
        return DISCARD;
    }

    /**
     * Copies to {@link System#err}.
     *
     * @return the target
     */
    public static Stderr inherit() {
        return INHERIT;
    }

    /**
     * Appends to a file, byte by byte as it comes.
     *
     * @param path the file; created if missing, in a directory that exists
     * @return the target
     */
    public static Stderr file(Path path) {
        return new Stderr(new StderrPolicy.ToFile(path.toAbsolutePath()));
    }

    /**
     * Hands each line to a consumer: in order, one at a time, on a virtual thread. The consumer may block; if it falls
     * more than a thousand lines behind, the oldest are dropped and a line says so. Lines of more than 8 KiB are cut.
     * What the consumer throws is logged.
     *
     * @param consumer takes a line without its end
     * @return the target
     */
    public static Stderr lines(Consumer<? super String> consumer) {
        return new Stderr(new StderrPolicy.ToLines(Objects.requireNonNull(consumer, "consumer")));
    }

    StderrPolicy policy() {
        return policy;
    }
}
