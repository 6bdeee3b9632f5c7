package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.auth.ChildJvm;
import dev.fastmcp.auth.FileTokenStorage;
import dev.fastmcp.auth.OAuth;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A program of its own that calls a server once somebody gives the word, and tells what came of it. It has no browser. */
public final class OtherProcess implements AutoCloseable {

    private final Process process;
    private final BufferedReader out;

    public OtherProcess(URI server, Path folder) throws IOException {
        process = ChildJvm.running(OtherProcess.class, server.toString(), folder.toString())
                .start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Waits until it is ready to call. */
    public void awaitReady() throws IOException {
        String line = out.readLine();
        if (!"ready".equals(line)) {
            throw new AssertionError("the other process says " + line);
        }
    }

    public void go() throws IOException {
        process.outputWriter(StandardCharsets.UTF_8).append("go\n").flush();
    }

    public String outcome() throws IOException {
        return String.valueOf(out.readLine());
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws Exception {
        OAuth auth = OAuth.builder()
                .tokenStorage(FileTokenStorage.in(Path.of(arguments[1])))
                .browser(page -> {
                    throw new IOException("a login is not expected");
                })
                .build();
        Caller caller = new Caller(URI.create(arguments[0]), auth);
        System.out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Optional.ofNullable(in.readLine()).orElseThrow();
        try {
            System.out.println(caller.call());
        } catch (RuntimeException e) {
            System.out.println(e);
        }
    }
}
