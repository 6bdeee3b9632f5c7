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

    private static final List<String> NOT_FOR_USERS = List.of("jmh-", "jopt-simple-", "commons-math3-");
    private static final List<String> FOR_RAW = List.of("jackson-core-");

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
        command.addAll(List.of("-cp", classPath(args.get(0).equals(ClientKind.RAW.label())), main.getName()));
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

    private static String classPath(boolean raw) {
        Path own = ServerCommand.ownClasses();
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Path.of(entry).toAbsolutePath().equals(own)
                        || (raw ? named(entry, FOR_RAW) : !named(entry, NOT_FOR_USERS)))
                .collect(Collectors.joining(File.pathSeparator));
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
