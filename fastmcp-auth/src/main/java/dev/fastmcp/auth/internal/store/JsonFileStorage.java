package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Values in files {@code NAME.json}, each an object with {@code data} and {@code timestamp}. Others see the old file or the new one, never a part. No symbolic link is followed. What cannot be understood
 * is moved aside, and counts as absent. Thread-safe, and safe with other processes.
 */
public final class JsonFileStorage {

    private static final System.Logger LOG = System.getLogger(JsonFileStorage.class.getName());
    private static final int MAX_BYTES = 1024 * 1024;
    private static final int MAX_ASIDE = 10;

    private final PrivateFolder folder;

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

    /** Reads a value; it is the JSON that {@code data} holds. */
    public Optional<byte[]> load(String name) throws IOException {
        Path file = file(name);
        if (!folder.exists() || !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.empty();
        }
        folder.requireOwn();
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            LOG.log(System.Logger.Level.WARNING, "{0} is no ordinary file, and is not read", file);
            return Optional.empty();
        }
        byte[] content;
        try {
            if (folder.exposed(file)) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Others could read {0}, which holds secrets; that is mended now",
                        file);
                folder.restrict(file);
            }
            content = read(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        Optional<byte[]> data = data(content);
        if (data.isEmpty()) {
            moveAside(file);
        }
        return data;
    }

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

    private static Optional<byte[]> data(byte[] content) {
        try {
            Object wrapped = JsonValue.raw(JsonCodec.discovered(), content, 0, content.length)
                    .asObject();
            return wrapped instanceof Map<?, ?> map && map.get("data") != null
                    ? Optional.of(JsonCodec.discovered().encode(map.get("data")))
                    : Optional.empty();
        } catch (DataMappingException e) {
            return Optional.empty();
        }
    }

    private void moveAside(Path file) {
        for (int number = 1; number <= MAX_ASIDE; number++) {
            Path aside = file.resolveSibling(file.getFileName() + ".corrupt-" + number);
            if (number == MAX_ASIDE || !Files.exists(aside, LinkOption.NOFOLLOW_LINKS)) {
                try {
                    Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
                    LOG.log(
                            System.Logger.Level.WARNING,
                            "{0} cannot be understood; it was moved to {1}",
                            file,
                            aside.getFileName());
                } catch (IOException e) {
                    LOG.log(System.Logger.Level.WARNING, "{0} cannot be understood, and cannot be moved aside", file);
                }
                return;
            }
        }
    }

    /** Writes a value, which must be JSON. */
    public void save(String name, byte[] json) throws IOException {
        folder.prepare();
        Map<String, Object> wrapped = new LinkedHashMap<>();
        wrapped.put("data", JsonValue.raw(JsonCodec.discovered(), json, 0, json.length));
        wrapped.put("timestamp", Instant.now().getEpochSecond());
        byte[] content = JsonCodec.discovered().encode(wrapped);
        Path part = folder.path().resolve("." + name + "." + UUID.randomUUID() + ".part");
        try {
            write(part, content);
            replace(part, file(name));
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private void write(Path part, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(
                part,
                Set.of(StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW, LinkOption.NOFOLLOW_LINKS),
                folder.fileAttributes())) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
        folder.restrict(part);
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
        if (folder.exists()) {
            Files.deleteIfExists(file(name));
        }
    }

    private Path file(String name) {
        return folder.path().resolve(name + ".json");
    }
}
