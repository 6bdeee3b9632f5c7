package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.AclFileAttributeView;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A folder that is its owner's alone, and what files in it may be. */
final class PrivateFolder {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final boolean posix;

    PrivateFolder(Path path) {
        this.path = path;
        this.posix = path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    Path path() {
        return path;
    }

    boolean exists() {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Attributes for new files: nobody else can read them from the first moment. */
    FileAttribute<?>[] fileAttributes() {
        return posix ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)} : new FileAttribute<?>[0];
    }

    /** Makes the folder if it is not there, and takes all rights from others. */
    void prepare() throws IOException {
        if (!exists()) {
            if (posix) {
                Path parent = path.getParent();
                if (parent != null) {
                    Files.createDirectories(parent, PosixFilePermissions.asFileAttribute(FOLDER));
                }
                if (!exists()) {
                    Files.createDirectory(path, PosixFilePermissions.asFileAttribute(FOLDER));
                }
            } else {
                Files.createDirectories(path);
                restrict(path);
            }
        }
        requireOwn();
        if (posix
                && !Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                        .equals(FOLDER)) {
            Files.setPosixFilePermissions(path, FOLDER);
        }
    }

    /** Refuses a folder in which somebody else could replace files. */
    void requireOwn() throws IOException {
        if (!posix) {
            return;
        }
        UserPrincipal owner = Files.getOwner(path, LinkOption.NOFOLLOW_LINKS);
        UserPrincipal me = path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
        if (!owner.equals(me)) {
            throw new IOException("The folder " + path + " belongs to " + owner.getName()
                    + ": tokens are kept only in a folder of your own; choose another with tokenStorage");
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
        if (permissions.contains(PosixFilePermission.GROUP_WRITE)
                || permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("Others can write into the folder " + path
                    + ": take that right from them (chmod go-w), or choose another folder with tokenStorage");
        }
    }

    /** True if others can read the file. */
    boolean exposed(Path file) throws IOException {
        if (!posix) {
            return false;
        }
        Set<PosixFilePermission> others = EnumSet.copyOf(EnumSet.allOf(PosixFilePermission.class));
        others.removeAll(FOLDER);
        others.retainAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        return !others.isEmpty();
    }

    void restrict(Path file) throws IOException {
        if (posix) {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setPermissions(FILE);
            return;
        }
        AclFileAttributeView view = Files.getFileAttributeView(file, AclFileAttributeView.class);
        if (view != null) {
            view.setAcl(List.of(AclEntry.newBuilder()
                    .setType(AclEntryType.ALLOW)
                    .setPrincipal(view.getOwner())
                    .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                    .build()));
        }
    }
}
