package dev.fastmcp.it.peers;

import dev.fastmcp.server.FastMcpServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The {@link Showroom} as a process of its own, on standard input and output. */
final class OwnProcess {

    private OwnProcess() {}

    /** Returns the command that starts it, with the Java and the class path of this process. */
    static List<String> command() {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                OwnProcess.class.getName());
    }

    public static void main(String[] arguments) throws IOException {
        try (FastMcpServer server = Showroom.open()) {
            server.runStdio();
        }
    }
}
