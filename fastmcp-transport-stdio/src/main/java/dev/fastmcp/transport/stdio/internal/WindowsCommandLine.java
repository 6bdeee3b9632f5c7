package dev.fastmcp.transport.stdio.internal;

import dev.fastmcp.api.error.TransportException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Arguments for Windows, where a process gets one string and takes it apart itself. Programs follow the rules of the C
 * runtime; batch files are read by {@code cmd.exe}, whose own rules allow no safe form for some characters, so that
 * these are refused.
 */
final class WindowsCommandLine {

    private static final String UNSAFE_IN_BATCH = "\"&|<>^%!\r\n";

    private WindowsCommandLine() {}

    static List<String> of(String file, List<String> args, String interpreter) {
        return isBatch(file) ? batch(file, args, interpreter) : program(file, args);
    }

    /** Windows ignores trailing dots and spaces, so {@code x.bat.} is a batch file too. */
    static boolean isBatch(String file) {
        String name = file.toLowerCase(Locale.ROOT).replaceAll("[. ]+$", "");
        return name.endsWith(".bat") || name.endsWith(".cmd");
    }

    private static List<String> program(String file, List<String> args) {
        List<String> command = new ArrayList<>(args.size() + 1);
        command.add(file);
        for (String arg : args) {
            // The JDK puts quotes around spaces, but passes quotes on as they are; what is in quotes already it leaves
            // alone.
            command.add(arg.indexOf('"') < 0 ? arg : quoted(arg));
        }
        return command;
    }

    private static List<String> batch(String file, List<String> args, String interpreter) {
        check(file, "its path");
        StringBuilder line = new StringBuilder("\"\"").append(file).append('"');
        for (int i = 0; i < args.size(); i++) {
            check(args.get(i), "argument " + (i + 1));
            line.append(' ').append(quoted(args.get(i)));
        }
        // With /s exactly the outermost quotes are removed, whatever is inside; /d skips commands configured to run at
        // every start.
        return List.of(interpreter, "/d", "/s", "/c", line.append('"').toString());
    }

    private static void check(String text, String what) {
        for (int i = 0; i < text.length(); i++) {
            if (UNSAFE_IN_BATCH.indexOf(text.charAt(i)) >= 0) {
                throw new TransportException(
                        TransportException.Kind.CONNECT_FAILED,
                        "Cannot start a batch file: " + what + " contains "
                                + Printable.line(text.substring(i, i + 1), 10)
                                + ", which cmd.exe could take for a command; run the program behind the batch file"
                                + " instead (for npx: node with the path of npx-cli.js)");
            }
        }
    }

    private static String quoted(String arg) {
        StringBuilder result = new StringBuilder(arg.length() + 8).append('"');
        int backslashes = 0;
        for (int i = 0; i < arg.length(); i++) {
            char c = arg.charAt(i);
            if (c == '\\') {
                backslashes++;
                continue;
            }
            // Backslashes count only before a quote, and there by twos.
            result.repeat('\\', c == '"' ? 2 * backslashes + 1 : backslashes).append(c);
            backslashes = 0;
        }
        return result.repeat('\\', 2 * backslashes).append('"').toString();
    }
}
