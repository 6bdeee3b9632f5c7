package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.util.Set;

/** A folder that is its owner's alone, and what files in it may be. Thread-safe. */
final class PrivateFolder {

    private static final String OTHER_FOLDER = "choose another folder with tokenStorage";

    private final Path path;
    private final OwnerOnly rights;

    PrivateFolder(Path path) {
        this.path = path;
        this.rights = OwnerOnly.on(path.getFileSystem());
    }

    Path path() {
        return path;
    }

    OwnerOnly rights() {
        return rights;
    }

    /** Attributes for new files: nobody else can read them from the first moment. */
    FileAttribute<?>[] fileAttributes() {
        return rights.forFiles();
    }

    /**
     * Returns false if there is no folder yet.
     *
     * @throws IOException if somebody else could put files there
     */
    boolean usable() throws IOException {
        if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        if (Files.isSymbolicLink(path)) {
            throw new IOException(path + " is a symbolic link, which is not followed: give the folder it leads to with"
                    + " tokenStorage, or delete it");
        }
        if (!Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw new IOException(path + " is no folder: " + OTHER_FOLDER);
        }
        if (rights.posix()) {
            requireOwn();
        }
        return true;
    }

    private void requireOwn() throws IOException {
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        if (!rights.isMe(owner)) {
            throw new IOException("The folder " + path + " belongs to " + owner.getName()
                    + ": tokens are kept only in a folder of your own; " + OTHER_FOLDER);
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("Others can write into the folder " + path
                    + ": take that right from them (chmod go-w), or " + OTHER_FOLDER);
        }
    }

    /** Makes the folder if it is not there, and takes all rights from others. */
    void prepare() throws IOException {
        if (!usable()) {
            make();
            usable();
        }
        rights.restrictFolder(path);
    }

    private void make() throws IOException {
        Path parent = path.getParent();
        if (parent != null && !Files.isDirectory(parent)) {
            Files.createDirectories(parent, rights.forFolders());
        }
        try {
            Files.createDirectory(path, rights.forFolders());
        } catch (FileAlreadyExistsException e) {
            // Another process was faster.
        }
    }
}
