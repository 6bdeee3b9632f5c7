package dev.fastmcp.auth;

import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.internal.store.FileLocks;
import dev.fastmcp.auth.internal.store.JsonFileStorage;
import dev.fastmcp.auth.internal.store.StorageNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps tokens in files that only their owner can read, one for each value. Several processes may use the same folder. Thread-safe.
 *
 * <p>A file that cannot be read or understood counts as absent; it is moved aside, and a warning is logged.
 */
public final class FileTokenStorage implements TokenStorage {

    private static final Path STANDARD = Path.of(".fastmcp", "oauth-mcp-client-cache");

    private final JsonFileStorage files;
    private final FileLocks locks;

    private FileTokenStorage(Path folder) {
        this.files = new JsonFileStorage(folder);
        this.locks = new FileLocks(files);
    }

    /**
     * Uses {@code ~/.fastmcp/oauth-mcp-client-cache/}. Nothing is made until something is saved.
     *
     * @return the storage
     */
    public static FileTokenStorage standard() {
        return new FileTokenStorage(home().resolve(STANDARD));
    }

    /**
     * Uses a folder. Nothing is made until something is saved.
     *
     * @param folder the folder; {@code ~} at its beginning stands for the home folder
     * @return the storage
     */
    public static FileTokenStorage in(Path folder) {
        boolean tilde = !folder.isAbsolute()
                && folder.getNameCount() > 0
                && folder.getName(0).toString().equals("~");
        Path expanded = !tilde
                ? folder
                : folder.getNameCount() == 1 ? home() : home().resolve(folder.subpath(1, folder.getNameCount()));
        return new FileTokenStorage(expanded.toAbsolutePath().normalize());
    }

    private static Path home() {
        return Path.of(System.getProperty("user.home")).toAbsolutePath();
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

    /** Waits for at most 6 minutes: somebody may be logging in. A lock ends with the process that holds it, however that ends. */
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
