package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Reads and writes files of text: bounded, strict about UTF-8, and in one step. */
final class ConfigText {

    /** Applications keep their history in the same file, so this is generous. */
    static final int MAX_BYTES = 16 * 1024 * 1024;

    private ConfigText() {}

    static ConfigException tooLong(String what) {
        return new ConfigException(what + " is longer than " + MAX_BYTES / 1024 / 1024 + " MiB: give a smaller one");
    }

    static String read(Path file) {
        try {
            // A pipe or device might never end.
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw new ConfigException(file + " is no regular file: give the path of a configuration file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                byte[] bytes = in.readNBytes(MAX_BYTES + 1);
                if (bytes.length > MAX_BYTES) {
                    throw tooLong(file.toString());
                }
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            }
        } catch (NoSuchFileException e) {
            throw new ConfigException("There is no file " + file + ": give the path of a configuration file", e);
        } catch (CharacterCodingException e) {
            throw new ConfigException(file + " is not in UTF-8: save it in that encoding", e);
        } catch (IOException e) {
            throw new ConfigException(
                    file + " cannot be read (" + e.getClass().getSimpleName() + "): check its permissions", e);
        }
    }

    static void write(Path file, String text) {
        try {
            // A link whose target is missing would be replaced by the file itself: refuse that below.
            Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            if (!Files.exists(file) && Files.isSymbolicLink(file)) {
                throw new ConfigException(file + " is a link to a file that does not exist: make that file first");
            }
            Path folder = Files.createDirectories(parent(target));
            // Files.createTempFile gives a file that only its owner can read, where the file system knows owners.
            Path draft = Files.createTempFile(folder, ".mcp-", ".tmp");
            try {
                fill(draft, text);
                keepPermissions(target, draft);
                move(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new ConfigException(
                    file + " cannot be written (" + e.getClass().getSimpleName()
                            + "): check the permissions of the file and its folder",
                    e);
        }
    }

    private static Path parent(Path target) throws IOException {
        Path parent = target.getParent();
        if (parent == null) {
            throw new IOException("no folder");
        }
        return parent;
    }

    private static void fill(Path draft, String text) throws IOException {
        try (FileChannel channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static void keepPermissions(Path target, Path draft) throws IOException {
        if (Files.exists(target) && Files.getFileStore(target).supportsFileAttributeView("posix")) {
            Set<PosixFilePermission> present = Files.getPosixFilePermissions(target);
            Files.setPosixFilePermissions(draft, present);
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
