package dev.fastmcp.it.auth;

import dev.fastmcp.api.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A script of {@code integration-tests/authorization} that runs, and that prints one line of JSON. */
final class NodeProcess implements AutoCloseable {

    static final Path INSTALLED = Path.of("target", "authorization").toAbsolutePath();

    /** Longer than any script takes on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final int KEPT_LINES = 100;

    private final String script;
    private final Process process;
    private final Queue<String> errors = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<@Nullable String> line = new CompletableFuture<>();

    private NodeProcess(String script, Process process) {
        this.script = script;
        this.process = process;
        Thread.ofVirtual().name("output of " + script).start(() -> readOutput(process.inputReader()));
        Thread.ofVirtual().name("errors of " + script).start(() -> readErrors(process.errorReader()));
    }

    /** Starts a script that reads its options from an environment variable, and that ends when its standard input does. */
    static NodeProcess server(String script, String variable, Object options) throws IOException {
        ProcessBuilder builder = builder(script);
        builder.environment().put(variable, JsonValue.of(options).toJson());
        return new NodeProcess(script, builder.start());
    }

    /**
     * Starts a script that reads one JSON value from standard input.
     *
     * @param temporary where it and what it starts keep files for a while
     */
    static NodeProcess reading(String script, Object input, Path temporary) throws IOException {
        ProcessBuilder builder = builder(script);
        builder.environment().put("TMPDIR", temporary.toString());
        NodeProcess started = new NodeProcess(script, builder.start());
        try (Writer writer = started.process.outputWriter()) {
            writer.write(JsonValue.of(input).toJson());
        }
        return started;
    }

    private static ProcessBuilder builder(String script) {
        Path node = INSTALLED.resolve("node_modules").resolve(".bin").resolve("node");
        return new ProcessBuilder(
                List.of(node.toString(), INSTALLED.resolve(script).toString()));
    }

    private void readOutput(BufferedReader reader) {
        try (reader) {
            line.complete(reader.readLine());
            reader.lines().forEach(ignored -> {});
        } catch (IOException | java.io.UncheckedIOException e) {
            line.complete(null);
        }
    }

    private void readErrors(BufferedReader reader) {
        try (reader) {
            reader.lines().forEach(each -> {
                errors.add(each);
                if (errors.size() > KEPT_LINES) {
                    errors.poll();
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            // The same as its end.
        }
    }

    /** Waits for the line, and kills the process when none comes. */
    JsonValue line() throws InterruptedException {
        try {
            String text = line.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (text != null) {
                return JsonValue.parse(text);
            }
            process.waitFor(1, TimeUnit.SECONDS);
        } catch (TimeoutException | java.util.concurrent.ExecutionException e) {
            // Told below.
        }
        close();
        throw new AssertionError(script + " printed no line of JSON, but to standard error:\n" + errors());
    }

    /** The last lines of standard error. */
    String errors() {
        return String.join("\n", errors);
    }

    /** Kills the process and what it has started, and waits until all of it is gone. */
    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }
}
