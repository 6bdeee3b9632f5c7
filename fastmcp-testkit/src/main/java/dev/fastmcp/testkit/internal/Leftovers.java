package dev.fastmcp.testkit.internal;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The threads of the library and the child processes that exist at a moment. Virtual threads show in a thread dump only. */
public record Leftovers(Set<String> found) {

    private static final Pattern THREAD = Pattern.compile("^#\\d+ \"fastmcp[^\"]*\"", Pattern.MULTILINE);

    public static Leftovers none() {
        return new Leftovers(Set.of());
    }

    public static Leftovers now() {
        Set<String> found = new TreeSet<>();
        Matcher threads = THREAD.matcher(threadDump());
        while (threads.find()) {
            found.add("thread " + threads.group());
        }
        ProcessHandle.current()
                .children()
                .filter(ProcessHandle::isAlive)
                .forEach(child -> found.add("process " + child.pid()));
        return new Leftovers(found);
    }

    public Set<String> without(Leftovers earlier) {
        Set<String> remaining = new TreeSet<>(found);
        remaining.removeAll(earlier.found);
        return remaining;
    }

    private static String threadDump() {
        HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        try {
            Path directory = Files.createTempDirectory("threads");
            Path dump = directory.resolve("dump.txt");
            try {
                machine.dumpThreads(dump.toString(), HotSpotDiagnosticMXBean.ThreadDumpFormat.TEXT_PLAIN);
                return Files.readString(dump);
            } finally {
                Files.deleteIfExists(dump);
                Files.delete(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the threads", e);
        }
    }
}
