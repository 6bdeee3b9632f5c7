package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.StorageBusyException;
import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Locks that other processes heed, too: of the operating system, on a file beside the values. They end with the process that holds them, so none is ever left behind; the file stays, since deleting it would
 * let two processes lock different files of one name. Within one process the system does not tell threads apart, hence a second lock there. Thread-safe.
 */
public final class FileLocks {

    private static final NamedLocks IN_PROCESS = new NamedLocks();
    private static final long PAUSE_NANOS = Duration.ofMillis(50).toNanos();

    private final JsonFileStorage files;
    private final Duration patience;

    public FileLocks(JsonFileStorage files, Duration patience) {
        this.files = files;
        this.patience = patience;
    }

    /**
     * Waits for a lock, not for ever.
     *
     * @throws StorageBusyException if it is not free in time
     */
    public TokenStorage.Lock acquire(String name) throws IOException, InterruptedException {
        Deadline deadline = Deadline.after(patience);
        files.prepare();
        Path file = files.folder().toRealPath().resolve("." + name + ".lock");
        TokenStorage.Lock mine = IN_PROCESS.acquire(file.toString(), patience);
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
        FileChannel channel = open(file);
        boolean locked = false;
        try {
            // There is no wait with an end for a lock of the system.
            while (tryLock(channel) == null) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while waiting for " + file.getFileName());
                }
                if (deadline.isOver()) {
                    throw new StorageBusyException(file.toString(), patience);
                }
                LockSupport.parkNanos(this, PAUSE_NANOS);
            }
            locked = true;
            return () -> release(channel, mine);
        } catch (ClosedByInterruptException e) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while locking " + file.getFileName());
        } finally {
            if (!locked) {
                channel.close();
            }
        }
    }

    private FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS),
                files.attributes());
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // This class is loaded twice, or the file system takes two names for one.
            return null;
        }
    }

    private static void release(FileChannel channel, TokenStorage.Lock mine) {
        try {
            channel.close();
        } catch (IOException e) {
            // The lock ends with the channel all the same.
        } finally {
            mine.close();
        }
    }
}
