package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.AclEntry;
import java.nio.file.attribute.AclEntryFlag;
import java.nio.file.attribute.AclEntryPermission;
import java.nio.file.attribute.AclEntryType;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Rights that leave files to their owner: modes of POSIX, or access control lists of Windows. */
final class OwnerOnly {

    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private final boolean posix;
    private final Optional<UserPrincipal> me;
    private final FileAttribute<?>[] forFolders;
    private final FileAttribute<?>[] forFiles;

    private OwnerOnly(boolean posix, boolean lists, Optional<UserPrincipal> me) {
        this.posix = posix;
        this.me = me;
        if (posix) {
            forFolders = new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FOLDER)};
            forFiles = new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)};
        } else if (lists && me.isPresent()) {
            Set<AclEntryFlag> inherited = EnumSet.of(AclEntryFlag.FILE_INHERIT, AclEntryFlag.DIRECTORY_INHERIT);
            forFolders = new FileAttribute<?>[] {new AccessList(List.of(entry(me.get(), inherited)))};
            forFiles = new FileAttribute<?>[] {new AccessList(List.of(entry(me.get(), Set.of())))};
        } else {
            forFolders = new FileAttribute<?>[0];
            forFiles = new FileAttribute<?>[0];
        }
    }

    static OwnerOnly on(FileSystem files) {
        Set<String> views = files.supportedFileAttributeViews();
        return new OwnerOnly(views.contains("posix"), views.contains("acl"), named(files));
    }

    private static Optional<UserPrincipal> named(FileSystem files) {
        try {
            return Optional.of(
                    files.getUserPrincipalLookupService().lookupPrincipalByName(System.getProperty("user.name")));
        } catch (IOException | UnsupportedOperationException e) {
            // In many containers users have a number only.
            return Optional.empty();
        }
    }

    private static AclEntry entry(UserPrincipal owner, Set<AclEntryFlag> flags) {
        return AclEntry.newBuilder()
                .setType(AclEntryType.ALLOW)
                .setPrincipal(owner)
                .setPermissions(EnumSet.allOf(AclEntryPermission.class))
                .setFlags(flags)
                .build();
    }

    boolean posix() {
        return posix;
    }

    FileAttribute<?>[] forFolders() {
        return forFolders.clone();
    }

    FileAttribute<?>[] forFiles() {
        return forFiles.clone();
    }

    /** True if the files of this owner are those of the user who runs this program. */
    boolean isMe(UserPrincipal owner) {
        return me.filter(owner::equals).isPresent()
                || Nameless.USER.filter(owner::equals).isPresent();
    }

    /** True if others have any right to the file. */
    boolean exposed(Path file) throws IOException {
        return posix && !FOLDER.containsAll(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
    }

    void restrictFolder(Path folder) throws IOException {
        restrict(folder, FOLDER);
    }

    void restrictFile(Path file) throws IOException {
        restrict(file, FILE);
    }

    private void restrict(Path path, Set<PosixFilePermission> permissions) throws IOException {
        if (posix
                && !Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS)
                        .equals(permissions)) {
            Files.getFileAttributeView(path, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                    .setPermissions(permissions);
        }
    }

    /** The list that a new file has from the beginning. */
    private record AccessList(List<AclEntry> value) implements FileAttribute<List<AclEntry>> {

        @Override
        public String name() {
            return "acl:acl";
        }
    }

    /** Whom the system takes this program for, whether or not that user has a name; looked up only when names do not tell. */
    private static final class Nameless {

        static final Optional<UserPrincipal> USER = ownerOfNewFile();

        private static Optional<UserPrincipal> ownerOfNewFile() {
            try {
                Path probe = Files.createTempFile("fastmcp", null);
                try {
                    return Optional.of(Files.getOwner(probe, LinkOption.NOFOLLOW_LINKS));
                } finally {
                    Files.delete(probe);
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
    }
}
