package dev.fastmcp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Secrets for options: arguments can be seen by every user of the machine, files need not. */
final class SecretFile {

    private SecretFile() {}

    /** Reads what an option names by a file. */
    static String read(String option, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException | RuntimeException e) {
            throw new UsageException(option + " cannot read the file " + TerminalText.line(file) + ": "
                    + e.getClass().getSimpleName());
        }
    }
}
