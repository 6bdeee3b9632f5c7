package dev.fastmcp.auth;

import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.store.FileLocks;
import dev.fastmcp.auth.internal.store.JsonFileStorage;
import dev.fastmcp.auth.internal.store.NamedLocks;
import dev.fastmcp.auth.internal.store.StorageNames;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Keeps tokens in files that only their owner can read, one for each value: {@code NAME.json}, at most 1 MiB. Several processes may use the same folder. Thread-safe.
 *
 * <p>A file that cannot be read or understood counts as absent; it is moved aside, and a warning is logged. No symbolic link is followed. A folder that belongs to another user, or that others can write
 * to, is not used.
 */
public final class FileTokenStorage implements TokenStorage {

    private static final Path STANDARD = Path.of(".fastmcp", "oauth-mcp-client-cache");

    private final JsonFileStorage files;
    private final FileLocks locks;

    private FileTokenStorage(JsonFileStorage files, Duration lockTimeout) {
        this.files = files;
        this.locks = new FileLocks(files, lockTimeout);
    }

    /**
     * Uses {@code ~/.fastmcp/oauth-mcp-client-cache/}. Nothing is made until something is saved.
     *
     * @return the storage
     * @throws IllegalStateException if the user has no home folder
     */
    public static FileTokenStorage standard() {
        return new FileTokenStorage(new JsonFileStorage(home().resolve(STANDARD)), NamedLocks.PATIENCE);
    }

    /**
     * Uses a folder. Nothing is made until something is saved.
     *
     * @param folder the folder; {@code ~} at its beginning stands for the home folder
     * @return the storage
     * @throws IllegalStateException if the folder begins with {@code ~}, and the user has no home folder
     */
    public static FileTokenStorage in(Path folder) {
        boolean tilde = !folder.isAbsolute()
                && folder.getNameCount() > 0
                && folder.getName(0).toString().equals("~");
        Path expanded = !tilde
                ? folder
                : folder.getNameCount() == 1 ? home() : home().resolve(folder.subpath(1, folder.getNameCount()));
        return new FileTokenStorage(
                new JsonFileStorage(expanded.toAbsolutePath().normalize()), NamedLocks.PATIENCE);
    }

    private static Path home() {
        Path home = Path.of(System.getProperty("user.home", ""));
        if (!home.isAbsolute()) {
            // Java says "?" where users have a number only, as in many containers.
            throw new IllegalStateException("This user has no home folder to keep tokens in: choose a folder with"
                    + " tokenStorage(\"file:FOLDER\"), or keep them in memory with tokenStorage(\"memory\")");
        }
        return home;
    }

    /**
     * Returns a storage in the same folder with another patience.
     *
     * @param timeout how long {@link #lock} waits at most for somebody else; 6 minutes by default, since somebody may be logging in
     * @return the storage
     * @throws IllegalArgumentException if the time is not positive
     */
    public FileTokenStorage withLockTimeout(Duration timeout) {
        if (timeout.isZero() || timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must be positive, and not " + timeout);
        }
        return new FileTokenStorage(files, timeout);
    }

    @Override
    public Optional<byte[]> load(String name) throws IOException {
        return files.load(StorageNames.checked(name));
    }

    @Override
    public void save(String name, byte[] value) throws IOException {
        files.save(StorageNames.checked(name), value);
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(StorageNames.checked(name));
    }

    /** Waits for the {@linkplain #withLockTimeout lock timeout} at most. A lock ends with the process that holds it, however that ends. */
    @Override
    public Lock lock(String name) throws IOException, InterruptedException {
        return locks.acquire(StorageNames.checked(name));
    }

    /** Returns the folder. */
    @Override
    public String toString() {
        return "FileTokenStorage[" + files.folder() + "]";
    }
}
