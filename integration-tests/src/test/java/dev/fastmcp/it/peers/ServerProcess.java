package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.HttpStatusException;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A real server that runs and listens on a port. Confined to the thread of a test. */
final class ServerProcess implements AutoCloseable {

    /** Python starts slowly on a busy machine. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private static final String ENDED = "(the process has ended)";

    private final ServerRecipe recipe;
    private final int port;
    private Process process;
    private BlockingQueue<String> output = new LinkedBlockingQueue<>();

    ServerProcess(ServerRecipe recipe, int port) throws IOException, InterruptedException {
        this.recipe = recipe;
        this.port = port;
        this.process = launch();
    }

    private Process launch() throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(recipe.command().stream()
                .map(word -> ServerRecipe.atPort(word, port))
                .toList());
        recipe.environment()
                .forEach((name, value) -> builder.environment().put(name, ServerRecipe.atPort(value, port)));
        Process started = builder.redirectErrorStream(true).start();
        output = new LinkedBlockingQueue<>();
        BlockingQueue<String> lines = output;
        Thread.ofVirtual().name("output of " + recipe).start(() -> read(started.inputReader(), lines));
        try {
            awaitOutput(recipe.ready());
        } catch (AssertionError e) {
            started.destroyForcibly();
            throw e;
        }
        return started;
    }

    private static void read(BufferedReader reader, BlockingQueue<String> lines) {
        try (reader) {
            reader.lines().forEach(lines::add);
        } catch (IOException | java.io.UncheckedIOException e) {
            // The same as its end.
        }
        lines.add(ENDED);
    }

    /** Waits for a line of standard output or standard error, after those that were waited for before. */
    void awaitOutput(String part) throws InterruptedException {
        long until = System.nanoTime() + PATIENCE.toNanos();
        List<String> seen = new ArrayList<>();
        String line;
        while ((line = output.poll(until - System.nanoTime(), TimeUnit.NANOSECONDS)) != null) {
            if (line.contains(part)) {
                return;
            }
            seen.add(line);
            if (line.equals(ENDED)) {
                break;
            }
        }
        throw new AssertionError(recipe + " did not print \"" + part + "\", but:\n" + String.join("\n", seen));
    }

    /** Starts to build a client that knows nothing but the address. */
    Client.Builder<?> client() {
        return Client.builder(url())
                .connectTimeout(PATIENCE)
                .probeTimeout(Duration.ofSeconds(30))
                .timeout(Duration.ofSeconds(30));
    }

    String url() {
        return ServerRecipe.atPort(recipe.address(), port);
    }

    /** Checks what a client says when it is given an address of this server at which nobody speaks MCP. */
    void refusesToConnectAtAnotherPath() {
        URI real = URI.create(url());
        String path = "/nowhere" + real.getPath();
        try (Client<?> lost = Client.of(real.resolve(path).toString())) {
            assertThatThrownBy(lost::connect)
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(404))
                    .hasMessageContaining("404")
                    .hasMessageContaining(path)
                    .hasMessageContaining("no MCP server at this address");
        }
    }

    /** Kills the server and waits until it is gone. */
    void kill() {
        process.destroyForcibly()
                .onExit()
                .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
    }

    /** Starts the server again on the same port, after {@link #kill()}. */
    void startAgain() throws IOException, InterruptedException {
        process = launch();
    }

    @Override
    public void close() {
        kill();
    }
}
