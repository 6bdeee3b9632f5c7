package dev.fastmcp.auth.internal.login;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The lines that a person types. Reading from a console cannot be interrupted, so a thread of its own reads one line when somebody wants one; if they stop waiting, the line is there for whoever wants the next
 * one. Nothing after a line is read before somebody wants it, since the rest of the input is the program's. Thread-safe.
 */
final class Lines {

    /** An address that is longer is not one that we can use. */
    private static final int MAX_BYTES = 64 * 1024;

    private static final int IDLE_SECONDS = 60;
    private static final Thread NOBODY = new Thread();
    private static final ReentrantLock ALL = new ReentrantLock();

    /** Guarded by {@link #ALL}: two readers of one input would take the lines from each other. Held weakly, since the values refer to their keys. */
    private static final Map<InputStream, WeakReference<Lines>> OPEN = new WeakHashMap<>();

    private final InputStream in;
    private final ReentrantLock lock = new ReentrantLock();

    private final BlockingQueue<CompletableFuture<Optional<String>>> wanted = new LinkedBlockingQueue<>();

    /** Guarded by {@link #lock}, as is {@link #reader}. */
    private @Nullable CompletableFuture<Optional<String>> next;

    private Thread reader = NOBODY;

    private Lines(InputStream in) {
        this.in = in;
    }

    /** The lines of an input, in UTF-8; the same for all who read it. */
    static Lines of(InputStream in) {
        ALL.lock();
        try {
            WeakReference<Lines> known = OPEN.get(in);
            Lines lines = known == null ? null : known.get();
            if (lines == null) {
                lines = new Lines(in);
                OPEN.put(in, new WeakReference<>(lines));
            }
            return lines;
        } finally {
            ALL.unlock();
        }
    }

    /** Waits for a line. Empty at the end of the input. */
    Optional<String> next() throws IOException, InterruptedException {
        CompletableFuture<Optional<String>> reading = begun();
        try {
            Optional<String> line = reading.get();
            taken(reading);
            return line;
        } catch (ExecutionException e) {
            taken(reading);
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private CompletableFuture<Optional<String>> begun() {
        lock.lock();
        try {
            CompletableFuture<Optional<String>> reading = next;
            if (reading == null) {
                reading = new CompletableFuture<>();
                next = reading;
                wanted.add(reading);
                if (!reader.isAlive()) {
                    reader = new Thread(this::read, "fastmcp-input");
                    reader.setDaemon(true);
                    reader.start();
                }
            }
            return reading;
        } finally {
            lock.unlock();
        }
    }

    /** One thread for all lines: pipes within a process take the end of a reading thread for the end of all reading. */
    private void read() {
        for (CompletableFuture<Optional<String>> line = first(); line != null; line = first()) {
            try {
                line.complete(line());
            } catch (IOException | RuntimeException e) {
                line.completeExceptionally(e);
            }
        }
    }

    /** Byte by byte, to stop where the line ends. What is too long is cut. */
    private Optional<String> line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = in.read();
        if (next < 0) {
            return Optional.empty();
        }
        while (next >= 0 && next != '\n') {
            if (line.size() < MAX_BYTES) {
                line.write(next);
            }
            next = in.read();
        }
        return Optional.of(line.toString(StandardCharsets.UTF_8));
    }

    /** The next line that somebody wants; {@code null} if nobody wants one for a while. */
    private @Nullable CompletableFuture<Optional<String>> first() {
        try {
            CompletableFuture<Optional<String>> line = wanted.poll(IDLE_SECONDS, TimeUnit.SECONDS);
            lock.lock();
            try {
                // Whoever wants one from now on starts another thread.
                CompletableFuture<Optional<String>> found = line == null ? wanted.poll() : line;
                if (found == null) {
                    reader = NOBODY;
                }
                return found;
            } finally {
                lock.unlock();
            }
        } catch (InterruptedException e) {
            return null;
        }
    }

    private void taken(CompletableFuture<Optional<String>> reading) {
        lock.lock();
        try {
            if (next == reading) {
                next = null;
            }
        } finally {
            lock.unlock();
        }
    }
}
