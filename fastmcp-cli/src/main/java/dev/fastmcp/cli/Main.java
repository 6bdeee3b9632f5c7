package dev.fastmcp.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The entry point of the {@code fastmcp} command. */
public final class Main {

    private final PrintStream out;
    private final PrintStream err;

    Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Runs the command and ends the process.
     *
     * @param words what was typed
     */
    public static void main(String[] words) {
        PrintStream out = utf8(FileDescriptor.out);
        PrintStream err = utf8(FileDescriptor.err);
        int exitCode = new Main(out, err).run(words);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    private static PrintStream utf8(FileDescriptor target) {
        return new PrintStream(new FileOutputStream(target), true, StandardCharsets.UTF_8);
    }

    int run(String... words) {
        // An @ in front of a file name means something to --input-json, not to picocli.
        CommandLine commandLine = new CommandLine(new FastMcpCommand()).setExpandAtFiles(false);
        try {
            CommandLineWords split = CommandLineWords.split(words);
            ParseResult parsed = commandLine.parseArgs(split.own().toArray(String[]::new));
            return run(parsed, split);
        } catch (ParameterException e) {
            err.println("fastmcp: " + e.getMessage());
            err.println("Try: fastmcp " + name(e.getCommandLine()) + "--help");
            return ExitCodes.USAGE;
        } catch (UsageException e) {
            err.println("fastmcp: " + e.getMessage());
            return ExitCodes.USAGE;
        }
    }

    private static String name(CommandLine commandLine) {
        return commandLine.getParent() == null ? "" : commandLine.getCommandName() + " ";
    }

    private int run(ParseResult parsed, CommandLineWords split) {
        ParseResult last = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        if (last.isUsageHelpRequested() || !parsed.hasSubcommand()) {
            CommandLine asked = last.commandSpec().commandLine();
            asked.usage(last.isUsageHelpRequested() ? out : err);
            return last.isUsageHelpRequested() ? ExitCodes.OK : ExitCodes.USAGE;
        }
        ServerCommand command = (ServerCommand) last.commandSpec().userObject();
        command.options.command = split.serverCommand();
        return run(command);
    }

    private int run(ServerCommand command) {
        Output output = new Output(out, err, command.options.json, Terminal.isPresent());
        try {
            int exitCode = command.run(output);
            output.clearProgress();
            return exitCode;
        } catch (RuntimeException e) {
            int exitCode = ExitCodes.of(e);
            output.failure(e, exitCode, command.options.verbose || exitCode == ExitCodes.INTERNAL);
            return exitCode;
        }
    }
}
