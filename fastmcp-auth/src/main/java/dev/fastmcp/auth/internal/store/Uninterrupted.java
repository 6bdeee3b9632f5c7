package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/** Does short work with files to the end although the thread is interrupted: Java would close the channel, and tokens that were just renewed would be lost. */
final class Uninterrupted {

    private Uninterrupted() {}

    /** Work that gives something, and can be done again from the beginning. */
    @FunctionalInterface
    interface Work<T> {

        T run() throws IOException;
    }

    /** Does it; the thread is as interrupted afterwards as it was before. */
    static <T> T run(Work<T> work) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return work.run();
                } catch (ClosedByInterruptException e) {
                    Thread.interrupted();
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
