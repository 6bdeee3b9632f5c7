package dev.fastmcp.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A main class of this module in a JVM of its own, with nothing on its class path but what the client in question needs. */
final class Child implements AutoCloseable {

    private static final List<String> FOR_RAW = List.of("jackson-core-");
    private static final List<String> FOR_JMH = List.of("jmh-", "jopt-simple-", "commons-math3-");
    private static final List<String> FOR_SDK =
            List.of("mcp-", "reactor-", "reactive-streams-", "json-schema-validator-");

    private final String name;
    private final Process process;
    private final BufferedReader out;
    private final BufferedWriter in;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.out = process.inputReader(StandardCharsets.UTF_8);
        this.in = process.outputWriter(StandardCharsets.UTF_8);
    }

    static Child start(Class<?> main, List<String> jvmArgs, List<String> args) {
        List<String> command = new ArrayList<>(List.of(ServerCommand.java()));
        command.addAll(jvmArgs);
        // Clients that log to slf4j are not to say that nobody listens.
        command.add("-Dslf4j.internal.verbosity=ERROR");
        command.addAll(List.of("-cp", classPath(args.get(0)), main.getName()));
        command.addAll(args);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return new Child(main.getSimpleName() + ' ' + args.get(0), process);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String classPath(String client) {
        Path own = ServerCommand.ownClasses();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).toAbsolutePath().equals(own) || isFor(client, entry))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isFor(String client, String entry) {
        return switch (client) {
            case "raw", "socket" -> named(entry, FOR_RAW);
            case "java_sdk" -> !named(entry, FOR_JMH);
            default -> !named(entry, FOR_JMH) && !named(entry, FOR_SDK);
        };
    }

    private static boolean named(String entry, List<String> prefixes) {
        String file = String.valueOf(Path.of(entry).getFileName());
        return prefixes.stream().anyMatch(file::startsWith);
    }

    /** Says a line and returns the line that comes back. */
    String ask(String line) {
        try {
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String answer = readLine();
        if (answer == null) {
            throw new IllegalStateException(name + " ended before it answered \"" + line + "\"; see above");
        }
        return answer;
    }

    /** Returns the next line of the output; {@code null} at its end. */
    @Nullable
    String readLine() {
        try {
            return out.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the input, waits for the end of the process, and checks its exit status. */
    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            // The process is gone already; its status says the rest.
        }
        try {
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException(name + " ended with status " + status + "; see above");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new IllegalStateException(e);
        }
    }
}
