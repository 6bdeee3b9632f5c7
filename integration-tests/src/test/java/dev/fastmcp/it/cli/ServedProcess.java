package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code fastmcp serve} as a process of its own. Confined to the thread of a test. */
final class ServedProcess implements AutoCloseable {

    private static final String ANNOUNCEMENT = "Serving at ";

    private final Process process;
    private final BufferedReader out;
    private final Path err;
    private final URI uri;

    private ServedProcess(Process process, BufferedReader out, Path err, URI uri) {
        this.process = process;
        this.out = out;
        this.err = err;
        this.uri = uri;
    }

    /** Starts it, and waits until it listens. */
    static ServedProcess start(List<String> command, String... words) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.addAll(List.of("serve", "--http", "0"));
        all.addAll(List.of(words));
        Path err = Files.createTempFile("fastmcp-err", null);
        Process process = new ProcessBuilder(all).redirectError(err.toFile()).start();
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        String line = out.readLine();
        if (line == null || !line.startsWith(ANNOUNCEMENT)) {
            process.destroyForcibly();
            throw new AssertionError("the command did not serve: " + line + " " + Files.readString(err));
        }
        return new ServedProcess(process, out, err, URI.create(line.substring(ANNOUNCEMENT.length())));
    }

    URI uri() {
        return uri;
    }

    String url() {
        return uri.toString();
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    /** Sends a signal, and returns how the process ended; what it has written does not count the announcement. */
    Cli.Run signal(String name) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return new Cli.Run(process.exitValue(), String.join("\n", out.lines().toList()), Files.readString(err));
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.delete(err);
    }
}
