package dev.fastmcp.auth.internal.store;

import dev.fastmcp.auth.ChildJvm;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second Java that does what {@link StoreProgram} can. */
public final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;

    private OtherProcess(List<String> command) throws IOException {
        process = new ProcessBuilder(command).redirectErrorStream(true).start();
        said = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Starts one. */
    public static OtherProcess start(String... arguments) throws IOException {
        return new OtherProcess(command(arguments));
    }

    /** Starts one that cannot write more than so many blocks (of 512 or 1024 bytes) to a file. */
    static OtherProcess startWithFileLimit(int blocks, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "ulimit -f " + blocks + "; exec \"$@\"", "sh"));
        command.addAll(command(arguments));
        return new OtherProcess(command);
    }

    private static List<String> command(String... arguments) {
        return ChildJvm.running(StoreProgram.class, arguments).command();
    }

    /** Returns the next line that it says. */
    public String line() throws IOException {
        return String.valueOf(said.readLine());
    }

    /** Returns all that it still says, when it has ended. */
    List<String> rest() throws IOException, InterruptedException {
        List<String> lines = said.lines().toList();
        process.waitFor(20, TimeUnit.SECONDS);
        return lines;
    }

    /** Tells it to go on. */
    void goOn() throws IOException {
        process.getOutputStream().close();
    }

    /** Ends it without any chance to tidy up. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
