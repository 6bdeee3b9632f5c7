package dev.fastmcp.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** Runs commands one after the other, so that the launcher script can record which classes they need. */
final class TypicalRuns {

    private TypicalRuns() {}

    public static void main(String[] none) {
        run("list");
        run("call", "countdown", "from=1", "delayMs=1");
        run("call", "add", "a=1", "b=2", "--json");
        run("read", "demo://readme");
        run("prompt", "greet", "name=Ann");
        run("info");
        run("ping");
        run("call", "ad");
        run("--help");
        run("call", "--help");
        System.exit(0);
    }

    private static void run(String... words) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
        new Main(nowhere, nowhere).run(words);
    }
}
