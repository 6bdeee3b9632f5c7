package dev.fastmcp.transport.stdio.internal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds processes that hold the output pipes of a server which is gone. When a launcher crashes, what it started is no
 * longer in any tree that could be walked, but still has the pipes it inherited. Known on Linux only; elsewhere nothing
 * is found.
 *
 * @param pipes the pipes of the server, by the names the kernel gives them
 */
record PipeHolders(Set<String> pipes) {

    private static final Path PROC = Path.of("/proc");

    /** Looks at the pipes of a process that was just started. */
    static PipeHolders of(long pid) {
        Set<String> pipes = new HashSet<>();
        if (Platform.linux()) {
            addPipe(pid, "1", pipes);
            addPipe(pid, "2", pipes);
        }
        return new PipeHolders(pipes);
    }

    private static void addPipe(long pid, String descriptor, Set<String> pipes) {
        try {
            String target = Files.readSymbolicLink(PROC.resolve(pid + "/fd/" + descriptor))
                    .toString();
            if (target.startsWith("pipe:")) {
                pipes.add(target);
            }
        } catch (IOException e) {
            // It has exited already, or hides its files: then nobody is found.
        }
    }

    /** Returns who can still write to the pipes. */
    List<ProcessHandle> find() {
        List<ProcessHandle> found = new ArrayList<>();
        if (pipes.isEmpty()) {
            return found;
        }
        long self = ProcessHandle.current().pid();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                long pid = Long.parseLong(process.getFileName().toString());
                if (pid != self && holds(process.resolve("fd"))) {
                    ProcessHandle.of(pid).ifPresent(found::add);
                }
            }
        } catch (IOException e) {
            // Without /proc nobody is found.
        }
        return found;
    }

    private boolean holds(Path descriptors) {
        try (DirectoryStream<Path> links = Files.newDirectoryStream(descriptors)) {
            for (Path link : links) {
                if (pipes.contains(Files.readSymbolicLink(link).toString()) && isWritable(link)) {
                    return true;
                }
            }
        } catch (IOException e) {
            // Processes come and go, and those of other users are none of ours.
        }
        return false;
    }

    /**
     * The reading ends may for a moment be in another process which this program is about to start; the writing ends
     * cannot.
     */
    private static boolean isWritable(Path link) throws IOException {
        return Files.getPosixFilePermissions(link, LinkOption.NOFOLLOW_LINKS).contains(PosixFilePermission.OWNER_WRITE);
    }
}
