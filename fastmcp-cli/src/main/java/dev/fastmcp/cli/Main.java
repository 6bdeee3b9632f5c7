package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.shared.ArtifactVersion;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point of the {@code fastmcp} command. */
public final class Main {

    private final PrintStream out;
    private final Output output;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        output = new Output(out, err);
    }

    /**
     * Runs the command and ends the process.
     *
     * @param words what was typed
     */
    public static void main(String[] words) {
        StandardOutput written = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(written, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Main main = new Main(out, err);
        // An interrupt from the keyboard reaches the server as well: that it ends is no news then.
        Runtime.getRuntime().addShutdownHook(new Thread(main::finish, "fastmcp-exit"));
        int exitCode = main.run(words);
        out.flush();
        exitCode = written.exitCode(exitCode, err);
        err.flush();
        System.exit(exitCode);
    }

    private void finish() {
        try {
            output.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int run(String... words) {
        try {
            CommandLineWords split = CommandLineWords.split(words);
            output.json(split.own().contains("--json"));
            return run(split);
        } catch (ParameterException e) {
            return fail(new UsageException(Sentence.of(String.valueOf(e.getMessage())) + " Try: fastmcp "
                    + e.getCommandLine().getCommandName() + " --help"));
        } catch (RuntimeException e) {
            return fail(e);
        }
    }

    private int run(CommandLineWords typed) {
        if (typed.own().isEmpty()) {
            throw new UsageException(
                    "Which command? Commands: " + String.join(", ", Commands.NAMES) + ". Try: fastmcp --help");
        }
        String first = typed.own().get(0);
        if (List.of("-h", "--help", "help").contains(first)) {
            out.print(Commands.help());
            return ExitCodes.OK;
        }
        if (List.of("-V", "--version", "version").contains(first)) {
            out.println("fastmcp " + ArtifactVersion.of(Main.class).orElse("of unknown version") + ", Java "
                    + Runtime.version());
            return ExitCodes.OK;
        }
        ServerCommand command = Commands.named(first);
        if (command.speaksTheProtocol()) {
            output.leaveStandardOutput();
        }
        if (!typed.own().contains("--help") && !typed.own().contains("-h")) {
            loadEngine();
        }
        CommandLine parser = command.parser();
        ParseResult parsed =
                parser.parseArgs(typed.own().subList(1, typed.own().size()).toArray(String[]::new));
        if (parsed.isUsageHelpRequested()) {
            out.print(parser.getUsageMessage());
            return ExitCodes.OK;
        }
        output.quiet(parsed.hasMatchedOption("--quiet"));
        output.verbose(parsed.hasMatchedOption("--verbose"));
        Invocation invocation = new Invocation(parsed, typed.serverCommand());
        try {
            int exitCode = command.run(invocation, output);
            output.clearProgress();
            return exitCode;
        } catch (HttpStatusException e) {
            int exitCode = fail(e);
            LoginHint.of(e, invocation).ifPresent(output::hint);
            return exitCode;
        }
    }

    /** Loading the engine takes as long as reading the command line: both are done at the same time. */
    private static void loadEngine() {
        Thread.ofPlatform()
                .daemon()
                .name("fastmcp-engine")
                .uncaughtExceptionHandler((thread, failure) -> {}) // the main thread will meet the same
                .start(() -> Client.builder(List.of("none")));
    }

    private int fail(RuntimeException failure) {
        int exitCode = ExitCodes.of(failure);
        output.failure(failure, exitCode);
        return exitCode;
    }
}
