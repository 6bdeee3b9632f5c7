package dev.fastmcp.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ParseResult;

/** One command as it was typed: words, options, and the command of a server behind {@code --}. */
record Invocation(ParseResult parsed, List<String> serverCommand) {

    List<String> words() {
        return parsed.matchedPositionalValue(0, List.of());
    }

    boolean has(String option) {
        return parsed.hasMatchedOption(option);
    }

    @Nullable
    String value(String option) {
        return parsed.<@Nullable String>matchedOptionValue(option, null);
    }

    List<String> values(String option) {
        return parsed.<List<String>>matchedOptionValue(option, List.of());
    }
}
