package dev.fastmcp.transport.stdio.internal;

import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Where standard error goes as bytes and as lines. Used by the one thread that reads it; a sink that fails is left out
 * from then on.
 */
interface StderrSink {

    /** Takes bytes as they come. */
    default void bytes(byte[] bytes, int length) throws IOException {}

    /** Takes a line, without its end. */
    default void line(String line) {}

    /** Called once there is no more. */
    default void close() throws IOException {}

    /**
     * Makes the sink for one process.
     *
     * @throws TransportException if the file cannot be opened
     */
    static StderrSink open(StderrPolicy policy, String endpoint) {
        return switch (policy) {
            case StderrPolicy.Discard discard -> new Logged(endpoint);
            case StderrPolicy.Inherit inherit -> new Inherited();
            case StderrPolicy.ToFile file -> new Stream(append(file.path(), endpoint));
            case StderrPolicy.ToLines lines -> new LineDelivery(lines.consumer());
        };
    }

    private static OutputStream append(Path path, String endpoint) {
        try {
            return Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new TransportException(
                    TransportException.Kind.CONNECT_FAILED,
                    "Cannot start " + endpoint + ": its stderr cannot be written to " + path + " (" + e + ")",
                    e);
        }
    }

    /**
     * Logs each line, for those who look for it.
     *
     * @param endpoint who wrote it
     */
    record Logged(String endpoint) implements StderrSink {
        @Override
        public void line(String line) {
            if (Log.isDebug()) {
                Log.debug("stderr of " + endpoint + ": " + Printable.line(line, Integer.MAX_VALUE));
            }
        }
    }

    /** Copies to wherever {@link System#err} leads at that moment. */
    record Inherited() implements StderrSink {
        @Override
        public void bytes(byte[] bytes, int length) {
            System.err.write(bytes, 0, length);
            System.err.flush();
        }
    }

    /**
     * Copies to a stream.
     *
     * @param out the stream
     */
    record Stream(OutputStream out) implements StderrSink {
        @Override
        public void bytes(byte[] bytes, int length) throws IOException {
            out.write(bytes, 0, length);
        }

        @Override
        public void close() throws IOException {
            out.close();
        }
    }
}
