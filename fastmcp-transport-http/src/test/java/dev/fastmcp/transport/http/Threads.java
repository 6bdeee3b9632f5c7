package dev.fastmcp.transport.http;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The library's threads, virtual ones too, which show in a thread dump only. */
final class Threads {

    private static final Pattern OURS = Pattern.compile("^#\\d+ \"fastmcp[^\"]*\"", Pattern.MULTILINE);

    private Threads() {}

    static List<String> ofLibrary() throws Exception {
        Path directory = Files.createTempDirectory("threads");
        Path dump = directory.resolve("dump.txt");
        try {
            dumpTo(dump);
            return OURS.matcher(Files.readString(dump))
                    .results()
                    .map(MatchResult::group)
                    .toList();
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(directory);
        }
    }

    /** By reflection, since the module under test does not read the one of the platform that can do it. */
    private static void dumpTo(Path file) throws Exception {
        Class<?> machine = Class.forName("com.sun.management.HotSpotDiagnosticMXBean");
        Class<?> format = Class.forName("com.sun.management.HotSpotDiagnosticMXBean$ThreadDumpFormat");
        Object bean = Class.forName("java.lang.management.ManagementFactory")
                .getMethod("getPlatformMXBean", Class.class)
                .invoke(null, machine);
        machine.getMethod("dumpThreads", String.class, format)
                .invoke(bean, file.toString(), format.getEnumConstants()[0]);
    }

    static void awaitNone() {
        Await.until("no thread of the library is left", () -> ofLibrary().isEmpty());
    }
}
