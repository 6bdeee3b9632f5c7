package dev.fastmcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Secrets for options: arguments can be seen by every user of the machine, files and variables need not. */
final class Secrets {

    private static final String VARIABLE = "env:";

    private Secrets() {}

    /** Reads what an option names by {@code env:NAME} or {@code @FILE}; empty if it holds something else. */
    static Optional<String> named(String option, String typed) {
        if (typed.startsWith(VARIABLE)) {
            return Optional.of(variable(option, typed.substring(VARIABLE.length())));
        }
        return typed.startsWith("@") ? Optional.of(file(option, typed.substring(1))) : Optional.empty();
    }

    private static String variable(String option, String name) {
        String value = System.getenv(name);
        if (value == null || value.isBlank()) {
            throw new UsageException(
                    option + " names the environment variable " + TerminalText.line(name) + ", which is not set");
        }
        return value.strip();
    }

    /** Reads what an option names by a file. */
    static String file(String option, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | RuntimeException e) {
            throw new UsageException(option + " cannot read the file " + TerminalText.line(file) + ": "
                    + e.getClass().getSimpleName());
        }
    }
}
