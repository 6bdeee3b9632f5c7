package dev.fastmcp.transport.websocket;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Looks for threads of the library. Virtual ones show in a dump only. */
final class Threads {

    private Threads() {}

    static void assertNoneIsLeft() {
        Await.until("end of all threads", () -> ofTheLibrary().isEmpty());
    }

    private static List<String> ofTheLibrary() {
        try {
            Path file = Files.createTempFile("threads", ".txt");
            try {
                Process jcmd = new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                        .toString(),
                                String.valueOf(ProcessHandle.current().pid()),
                                "Thread.dump_to_file",
                                "-overwrite",
                                file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (jcmd.waitFor() != 0 || Files.size(file) == 0) {
                    throw new AssertionError("there is no thread dump");
                }
                return Files.readAllLines(file).stream()
                        .filter(line -> line.matches("#\\d+ \"fastmcp.*"))
                        .toList();
            } finally {
                Files.delete(file);
            }
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
