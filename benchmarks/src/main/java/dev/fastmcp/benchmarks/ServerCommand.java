package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** How the servers are started. */
final class ServerCommand {

    private ServerCommand() {}

    /** {@link EchoServer} in a JVM that is small and soon warm: for calls, of which there are many for each process. */
    static List<String> echo() {
        return server(EchoServer.class, "-Xmx64m");
    }

    /** {@link #echo}, in the modern era; room for results of 10 MiB. */
    static List<String> modernEcho() {
        return with(server(EchoServer.class, "-Xmx256m"), "modern");
    }

    /** {@link LibraryServer} in a JVM as a server has it. */
    static List<String> library(String transport) {
        return with(warm(LibraryServer.class), transport);
    }

    /** {@link ProxyServer} in a JVM of the same kind. */
    static List<String> proxy(String transport, int meter, List<String> source) {
        List<String> command = with(warm(ProxyServer.class), transport, Integer.toString(meter));
        command.addAll(source);
        return command;
    }

    /** {@link Relay} in a JVM of the same kind. */
    static List<String> relay(int meter, List<String> source) {
        List<String> command = with(warm(Relay.class), Integer.toString(meter));
        command.addAll(source);
        return command;
    }

    private static List<String> warm(Class<?> main) {
        List<String> command = new ArrayList<>(List.of(java()));
        command.addAll(Harness.WARM_JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return command;
    }

    static List<String> with(List<String> command, String... args) {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of(args));
        return all;
    }

    /** {@link HttpEchoServer}, the same way; room for the buffers of thousands of connections. */
    static List<String> http() {
        return server(HttpEchoServer.class, "-Xmx512m");
    }

    /** {@link #http}, so many milliseconds away. */
    static List<String> farAway(int millis) {
        return with(http(), Integer.toString(millis));
    }

    private static List<String> server(Class<?> main, String heap) {
        return List.of(
                java(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xms32m",
                heap,
                "-cp",
                ownClasses().toString(),
                main.getName());
    }

    /**
     * A shell script that knows the handshake and {@code echo}: for what starts a process each time. A JVM as the server would need longer to start than
     * all clients, and hide their differences. Without a POSIX shell it has to do all the same.
     */
    static List<String> quickStarting() {
        return System.getProperty("os.name", "").startsWith("Windows") ? echo() : List.of("sh", script().toString());
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Where the classes of this module are. */
    static Path ownClasses() {
        try {
            return Path.of(EchoServer.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toAbsolutePath();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Path script() {
        try (InputStream in =
                Objects.requireNonNull(ServerCommand.class.getResourceAsStream("quick-server.sh"), "quick-server.sh")) {
            Path script = Files.createTempFile("quick-server", ".sh");
            script.toFile().deleteOnExit();
            Files.copy(in, script, StandardCopyOption.REPLACE_EXISTING);
            return script;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
