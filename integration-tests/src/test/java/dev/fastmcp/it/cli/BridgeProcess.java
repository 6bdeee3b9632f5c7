package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code fastmcp bridge} as a process whose lines are written and read by hand. Confined to the thread of a test. */
final class BridgeProcess implements AutoCloseable {

    static final String INITIALIZE = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
            + "\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},"
            + "\"clientInfo\":{\"name\":\"hand\",\"version\":\"1\"}}}";

    private final Process process;
    private final PrintStream in;
    private final BufferedReader out;
    private final Path err;

    private BridgeProcess(Process process, Path err) {
        this.process = process;
        this.err = err;
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    static BridgeProcess start(List<String> command, String... words) throws IOException {
        List<String> all = new ArrayList<>(command);
        all.add("bridge");
        all.addAll(List.of(words));
        Path err = Files.createTempFile("fastmcp-err", null);
        return new BridgeProcess(
                new ProcessBuilder(all).redirectError(err.toFile()).start(), err);
    }

    /** Sends a line, and returns the message that comes next. */
    JsonValue answer(String line) throws IOException {
        in.println(line);
        return next();
    }

    /** Returns the message that comes next. */
    JsonValue next() throws IOException {
        String answer = out.readLine();
        assertThat(answer).as("an answer").isNotNull();
        return JsonValue.parse(answer);
    }

    void send(String line) {
        in.println(line);
    }

    /** Waits until such a line is on standard error. */
    Matcher awaitComplaint(Pattern line) throws IOException, InterruptedException {
        Instant end = Instant.now().plusSeconds(60);
        while (Instant.now().isBefore(end)) {
            for (String complaint : Files.readAllLines(err)) {
                Matcher found = line.matcher(complaint);
                if (found.matches()) {
                    return found;
                }
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        throw new AssertionError("no such line: " + Files.readString(err));
    }

    List<ProcessHandle> children() {
        return process.descendants().toList();
    }

    void terminate() {
        process.toHandle().destroy();
    }

    void endInput() {
        in.close();
    }

    /** Waits for the end, and returns what was written since the last answer. */
    Cli.Run end() throws IOException, InterruptedException {
        List<String> rest = out.lines().toList();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the process ends").isTrue();
        return new Cli.Run(process.exitValue(), String.join("\n", rest), Files.readString(err));
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.delete(err);
    }
}
