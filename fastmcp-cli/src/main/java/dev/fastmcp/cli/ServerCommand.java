package dev.fastmcp.cli;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that talks to a server. */
abstract class ServerCommand {

    @Mixin
    ServerOptions options = new ServerOptions();

    /** Does what the command is for, and returns the exit code. */
    abstract int run(Output output);

    /** The words of a command: a server that may come first, and the rest. */
    record Target(@Nullable String server, List<String> rest) {}

    /** Takes a leading word as a server if it looks like one; {@code needed} words must remain. */
    static Target target(List<String> words, int needed, String usage) {
        List<String> rest = new ArrayList<>(words);
        String server = rest.size() > needed && ServerOptions.namesServer(rest.get(0)) ? rest.remove(0) : null;
        if (rest.size() < needed) {
            throw new UsageException("Something is missing. Usage: " + usage);
        }
        return new Target(server, rest);
    }

    /** For commands that take a server and nothing else. */
    static @Nullable String onlyServer(List<String> words, String usage) {
        if (words.size() > 1) {
            throw new UsageException("\"" + words.get(1) + "\" is too much. Usage: " + usage);
        }
        return words.isEmpty() ? null : words.get(0);
    }
}
