package dev.fastmcp.cli;

import java.util.Arrays;
import java.util.List;

/** What was typed: words for us, and behind {@code --} a command that starts a server. */
record CommandLineWords(List<String> own, List<String> serverCommand) {

    static CommandLineWords split(String... words) {
        List<String> all = Arrays.asList(words);
        int separator = all.indexOf("--");
        if (separator < 0) {
            return new CommandLineWords(all, List.of());
        }
        List<String> command = all.subList(separator + 1, all.size());
        if (command.isEmpty()) {
            throw new UsageException("After -- comes the command that starts the server");
        }
        return new CommandLineWords(all.subList(0, separator), command);
    }
}
