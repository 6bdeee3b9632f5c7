package dev.fastmcp.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A command that talks to a server. Options are declared by calls rather than by annotations: reading annotations needs reflection and proxies, which would
 * take more than half of the time of a run.
 */
abstract class ServerCommand {

    private final String usage;
    private final CommandSpec spec;

    /**
     * Creates a command with the options that all commands have.
     *
     * @param name the word that selects it
     * @param words what follows it
     * @param description a sentence for the help
     */
    ServerCommand(String name, String words, String description) {
        usage = "fastmcp " + name + " " + words;
        spec = CommandSpec.create().name(name);
        spec.usageMessage()
                .description(description)
                .customSynopsis(usage + " [OPTIONS] [-- COMMAND ARGS…]")
                .sortOptions(false);
        // "@FILE" is for --input-json to read, not an argument file of the parser.
        spec.parser().expandAtFiles(false);
        spec.addPositional(PositionalParamSpec.builder()
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .hidden(true)
                .build());
    }

    final void flag(String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(boolean.class)
                .arity("0")
                .description(description)
                .build());
    }

    final void option(String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    final void repeatableOption(String label, String description, String... names) {
        spec.addOption(OptionSpec.builder(names)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("1")
                .paramLabel(label)
                .description(description)
                .build());
    }

    /** Returns the grammar, complete with the options of all commands. */
    final CommandSpec spec() {
        if (spec.findOption("--help") == null) {
            ServerOptions.declare(this);
            spec.addOption(OptionSpec.builder("-h", "--help")
                    .type(boolean.class)
                    .usageHelp(true)
                    .description("Show this help.")
                    .build());
        }
        return spec;
    }

    final CommandLine parser() {
        return new CommandLine(spec());
    }

    final String usage() {
        return usage;
    }

    /** Tells whether standard output belongs to the protocol: what we have to say goes to standard error then. */
    boolean speaksTheProtocol() {
        return false;
    }

    /** Does what the command is for, and returns the exit code. */
    abstract int run(Invocation invocation, Output output);

    /** The words of a command: a server that may come first, and the rest, which begins with a name. */
    record Target(@Nullable String server, String name, List<String> rest) {}

    /** Takes a leading word as a server if it looks like one and no server is named otherwise. */
    final Target target(Invocation invocation) {
        List<String> words = invocation.words();
        boolean server = !words.isEmpty()
                && !ServerOptions.namesServerOtherwise(invocation)
                && ServerOptions.namesServer(words.get(0));
        int first = server ? 1 : 0;
        if (words.size() == first) {
            throw new UsageException("Something is missing. Usage: " + usage);
        }
        return new Target(server ? words.get(0) : null, words.get(first), words.subList(first + 1, words.size()));
    }

    /** For commands that take a server and nothing else. */
    final @Nullable String onlyServer(Invocation invocation) {
        List<String> words = invocation.words();
        if (words.size() > 1) {
            throw tooMuch(words.get(1));
        }
        return words.isEmpty() ? null : words.get(0);
    }

    final UsageException tooMuch(String word) {
        return new UsageException("\"" + word + "\" is too much. Usage: " + usage);
    }
}
