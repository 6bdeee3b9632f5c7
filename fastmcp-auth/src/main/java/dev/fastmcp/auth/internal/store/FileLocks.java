package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Locks that other processes heed, too: of the operating system, on a file beside the values. They end with the process that holds them, so none is ever left behind. Within one process the system does
 * not tell threads apart, hence a second lock there.
 */
public final class FileLocks {

    private static final NamedLocks IN_PROCESS = new NamedLocks();
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final JsonFileStorage files;

    public FileLocks(JsonFileStorage files) {
        this.files = files;
    }

    /** Waits for a lock, not for ever. */
    public TokenStorage.Lock acquire(String name) throws IOException, InterruptedException {
        files.prepare();
        Path file = files.folder().resolve("." + name + ".lock");
        Deadline deadline = Deadline.after(PATIENCE);
        Path real = files.folder().toRealPath().resolve(file.getFileName());
        Optional<TokenStorage.Lock> inProcess = IN_PROCESS.acquire(real.toString(), PATIENCE.toNanos());
        TokenStorage.Lock mine = inProcess.orElseThrow(() -> busy(file));
        boolean locked = false;
        try {
            TokenStorage.Lock lock = acquire(file, deadline, mine);
            locked = true;
            return lock;
        } finally {
            if (!locked) {
                mine.close();
            }
        }
    }

    private TokenStorage.Lock acquire(Path file, Deadline deadline, TokenStorage.Lock mine)
            throws IOException, InterruptedException {
        FileChannel channel = FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                files.attributes());
        boolean locked = false;
        try {
            // There is no wait with an end for a lock of the system.
            FileLock lock = channel.tryLock();
            while (lock == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for " + file.getFileName());
                }
                if (deadline.isOver()) {
                    throw busy(file);
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
                lock = channel.tryLock();
            }
            locked = true;
            return released(channel, mine);
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private static TokenStorage.Lock released(FileChannel channel, TokenStorage.Lock mine) {
        return () -> {
            try {
                channel.close();
            } catch (IOException e) {
                // The lock ends with the channel all the same.
            } finally {
                mine.close();
            }
        };
    }

    private static IOException busy(Path file) {
        return new IOException("somebody else has been logging in, or renewing tokens, for " + PATIENCE.toMinutes()
                + " minutes (" + file + "); try again later");
    }
}
