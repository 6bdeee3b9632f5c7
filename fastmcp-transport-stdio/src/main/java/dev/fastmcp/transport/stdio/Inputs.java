package dev.fastmcp.transport.stdio;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Checks what users pass to builders. Every message says what was seen and what to give instead; none shows a value
 * that may be secret.
 */
final class Inputs {

    private Inputs() {}

    static String text(String what, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(what + " is blank");
        }
        return withoutNul(what, value);
    }

    /** A word that stands where a launcher expects options first. */
    static String word(String what, String value) {
        if (text(what, value).startsWith("-")) {
            throw new IllegalArgumentException(what + " starts with '-' and would be taken for an option: " + value);
        }
        return value;
    }

    static String withoutNul(String what, String value) {
        if (value.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(what + " contains a NUL character, which no program can receive");
        }
        return value;
    }

    static String variableName(String name) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || name.indexOf('\0') >= 0) {
            // What stands after the sign may well be the value.
            String shown = name.substring(0, Math.max(0, name.indexOf('=')));
            throw new IllegalArgumentException("not a name of an environment variable: \"" + shown
                    + (name.indexOf('=') >= 0 ? "=…\"; give name and value one by one" : "\""));
        }
        return name;
    }

    static Duration notNegative(String what, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(what + " is negative: " + value);
        }
        return value;
    }

    /**
     * Checks a file that a launcher is to run.
     *
     * @param kind what it should be, such as {@code Python script}
     * @return its absolute path
     */
    static Path file(String kind, Path path, List<String> suffixes) {
        Path absolute = path.toAbsolutePath().normalize();
        if (Files.isDirectory(absolute)) {
            throw new IllegalArgumentException(
                    "Not a " + kind + ": " + absolute + " is a directory; give a file that ends in " + or(suffixes));
        }
        if (!hasSuffix(absolute, suffixes)) {
            throw new IllegalArgumentException(
                    "Not a " + kind + ": " + absolute + "; give a file that ends in " + or(suffixes));
        }
        if (!Files.exists(absolute)) {
            throw new IllegalArgumentException(kind + " not found: " + absolute);
        }
        return absolute;
    }

    static boolean hasSuffix(Path path, List<String> suffixes) {
        Path name = path.getFileName();
        return name != null && suffixes.stream().anyMatch(name.toString().toLowerCase(Locale.ROOT)::endsWith);
    }

    static Path folder(String what, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new IllegalArgumentException(what + " not found: " + absolute);
        }
        if (!Files.isDirectory(absolute)) {
            throw new IllegalArgumentException(what + " is not a directory: " + absolute);
        }
        return absolute;
    }

    static Path existing(String what, Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (!Files.exists(absolute)) {
            throw new IllegalArgumentException(what + " not found: " + absolute);
        }
        return absolute;
    }

    static String or(List<String> choices) {
        int last = choices.size() - 1;
        return last == 0 ? choices.get(0) : String.join(", ", choices.subList(0, last)) + " or " + choices.get(last);
    }
}
