package dev.fastmcp.it.peers;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.transport.stdio.StdioTransport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** A server of ours as a process of its own, on standard input and output: the {@link Showroom}, or a proxy to the server that a command starts. */
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

    /** Returns the command that starts a proxy, which speaks an era with the server behind it. */
    static List<String> proxy(Era era, List<String> command) {
        return Stream.of(command(), List.of(era.name()), command)
                .flatMap(List::stream)
                .toList();
    }

    public static void main(String[] arguments) throws IOException {
        List<String> words = List.of(arguments);
        if (words.isEmpty()) {
            try (FastMcpServer server = Showroom.open()) {
                server.runStdio();
            }
            return;
        }
        try (Client<?> behind = child(Era.valueOf(words.get(0)), words.subList(1, words.size()));
                FastMcpServer server = FastMcpServer.proxy(behind)) {
            server.runStdio();
        }
    }

    /** A client of the server that a command starts. */
    static Client<?> child(Era era, List<String> command) {
        return Client.builder(StdioTransport.builder(command.get(0))
                        .args(command.subList(1, command.size()))
                        .env(Peers.QUIET)
                        .build())
                .era(era)
                .connectTimeout(Duration.ofSeconds(60))
                .probeTimeout(Duration.ofSeconds(30))
                .build();
    }
}
