package dev.fastmcp.transport.stdio.internal;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;

/**
 * What finding a program depends on; given by hand in tests, so that the rules of Windows can be tested anywhere.
 *
 * @param windows whether the rules of Windows apply
 * @param files tells what a path leads to
 */
public record Platform(boolean windows, Function<String, Kind> files) {

    /** The machine this program runs on. */
    public static final Platform CURRENT = new Platform(osName().startsWith("windows"), Platform::inspect);

    /** What a path leads to. */
    public enum Kind {
        /** Nothing. */
        MISSING,
        /** A directory. */
        DIRECTORY,
        /** A file that cannot be run. */
        NOT_EXECUTABLE,
        /** A file that can be run. */
        EXECUTABLE
    }

    static boolean linux() {
        return osName().startsWith("linux");
    }

    private static String osName() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }

    private static Kind inspect(String name) {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            return Kind.MISSING;
        }
        if (Files.isDirectory(path)) {
            return Kind.DIRECTORY;
        }
        if (!Files.exists(path)) {
            return Kind.MISSING;
        }
        return Files.isExecutable(path) ? Kind.EXECUTABLE : Kind.NOT_EXECUTABLE;
    }

    Kind kind(String path) {
        return files.apply(path);
    }

    /**
     * Not {@link File#separator}: these are the rules of the platform described, which in tests is not the one at hand.
     */
    char separator() {
        return windows ? '\\' : '/';
    }

    char pathSeparator() {
        return windows ? ';' : ':';
    }

    boolean hasSeparator(String command) {
        return command.indexOf('/') >= 0 || windows && (command.indexOf('\\') >= 0 || command.indexOf(':') >= 0);
    }

    boolean isAbsolute(String path) {
        if (!windows) {
            return path.startsWith("/");
        }
        return path.startsWith("\\") || path.startsWith("/") || path.length() > 1 && path.charAt(1) == ':';
    }
}
