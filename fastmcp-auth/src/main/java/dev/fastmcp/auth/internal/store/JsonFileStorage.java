package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Values in files {@code NAME.json}. Others see the old file or the new one, never a part. No symbolic link is followed. What cannot be understood is moved aside, and counts as absent. Thread-safe, and
 * safe with other processes.
 */
public final class JsonFileStorage {

    private static final System.Logger LOG = System.getLogger(JsonFileStorage.class.getName());
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_ASIDE = 10;
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final PrivateFolder folder;
    private final AtomicBoolean warnedOfReaders = new AtomicBoolean();

    /**
     * Uses a folder, which need not be there.
     *
     * @param folder the absolute path
     */
    public JsonFileStorage(Path folder) {
        this.folder = new PrivateFolder(folder);
    }

    /** Returns the folder. */
    public Path folder() {
        return folder.path();
    }

    /** Makes the folder, for others who keep files there. */
    void prepare() throws IOException {
        folder.prepare();
    }

    FileAttribute<?>[] attributes() {
        return folder.fileAttributes();
    }

    /** Reads a value. */
    public Optional<byte[]> load(String name) throws IOException {
        Path file = file(name);
        if (!folder.usable() || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        if (Files.isSymbolicLink(file)) {
            LOG.log(System.Logger.Level.WARNING, "{0} is a symbolic link, and is not read", file);
            return Optional.empty();
        }
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? understood(file) : movedAside(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (AccessDeniedException e) {
            if (!folder.rights().posix()) {
                // On Windows that passes: somebody has the file open.
                throw e;
            }
            return movedAside(file);
        }
    }

    private Optional<byte[]> understood(Path file) throws IOException {
        hide(file);
        Optional<byte[]> value = FileContent.value(Uninterrupted.run(() -> read(file)));
        // Once more, since another process may have replaced the file, and a good one must not be moved.
        return value.isPresent()
                ? value
                : FileContent.value(Uninterrupted.run(() -> read(file))).or(() -> movedAside(file));
    }

    private void hide(Path file) throws IOException {
        if (!folder.rights().exposed(file)) {
            return;
        }
        if (warnedOfReaders.compareAndSet(false, true)) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Others could read {0}, which holds secrets; they are kept out now",
                    file);
        }
        try {
            folder.rights().restrictFile(file);
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(System.Logger.Level.WARNING, "Others can still read {0}: {1}", file, e.toString());
        }
    }

    /** Returns nothing for a file that is too large. */
    private static byte[] read(Path file) throws IOException {
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
            if (channel.size() > MAX_BYTES) {
                return new byte[0];
            }
            ByteBuffer buffer = ByteBuffer.allocate((int) channel.size());
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // Reads go on until the end.
            }
            byte[] content = new byte[buffer.position()];
            buffer.flip().get(content);
            return content;
        }
    }

    private static Optional<byte[]> movedAside(Path file) {
        int number = 1;
        while (number < MAX_ASIDE && Files.exists(aside(file, number), LinkOption.NOFOLLOW_LINKS)) {
            number++;
        }
        Path aside = aside(file, number);
        try {
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot be understood; it counts as absent, and was moved to {1}",
                    file,
                    aside.getFileName());
        } catch (IOException e) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "{0} cannot be understood; it counts as absent, and cannot be moved aside: {1}",
                    file,
                    e.toString());
        }
        return Optional.empty();
    }

    private static Path aside(Path file, int number) {
        return file.resolveSibling(file.getFileName() + ".corrupt-" + number);
    }

    /** Writes a value. */
    public void save(String name, byte[] value) throws IOException {
        byte[] content = FileContent.of(value, Instant.now());
        if (content.length > MAX_BYTES) {
            throw new IOException("A value of " + value.length + " bytes is too large for " + file(name) + ": at most "
                    + MAX_BYTES + " bytes are read back");
        }
        folder.prepare();
        sweep(name);
        Path file = file(name);
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            movedAside(file);
        }
        Path part = folder.path().resolve("." + name + "." + UUID.randomUUID() + ".part");
        boolean moved = false;
        try {
            Uninterrupted.run(() -> {
                write(part, content);
                return part;
            });
            replace(part, file);
            moved = true;
        } finally {
            if (!moved) {
                discard(part);
            }
        }
    }

    private void write(Path part, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part,
                // Its name is random; it can be there only if this is done again.
                Set.of(
                        StandardOpenOption.WRITE,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        LinkOption.NOFOLLOW_LINKS),
                folder.fileAttributes())) {
            folder.rights().restrictFile(part);
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    private static void replace(Path part, Path file) throws IOException {
        try {
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Deletes a value. */
    public void delete(String name) throws IOException {
        if (folder.usable()) {
            sweep(name);
            Files.deleteIfExists(file(name));
        }
    }

    /** Deletes what processes that died while they were writing have left behind. */
    private void sweep(String name) throws IOException {
        Instant old = Instant.now().minus(ABANDONED);
        try (DirectoryStream<Path> parts = Files.newDirectoryStream(folder.path(), "." + name + ".*.part")) {
            for (Path part : parts) {
                if (Files.getLastModifiedTime(part, LinkOption.NOFOLLOW_LINKS)
                        .toInstant()
                        .isBefore(old)) {
                    discard(part);
                }
            }
        } catch (NoSuchFileException e) {
            // Another process did the same.
        }
    }

    private static void discard(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "{0} cannot be deleted: {1}", part, e.toString());
        }
    }

    private Path file(String name) {
        return folder.path().resolve(name + ".json");
    }
}
