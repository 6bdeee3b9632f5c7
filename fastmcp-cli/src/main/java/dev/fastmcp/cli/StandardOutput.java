package dev.fastmcp.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Remembers that something could not be written, which a {@link PrintStream} keeps to itself. */
final class StandardOutput extends FilterOutputStream {

    private volatile @Nullable IOException failure;

    StandardOutput(OutputStream target) {
        super(target);
    }

    @Override
    public void write(int next) throws IOException {
        write(new byte[] {(byte) next}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    /** The exit code of a command that has ended with another one, and a complaint if its output is lost. Whoever closes a pipe has read enough. */
    int exitCode(int ended, PrintStream err) {
        IOException lost = failure;
        if (lost == null
                || String.valueOf(lost.getMessage()).toLowerCase(Locale.ROOT).contains("pipe")) {
            return ended;
        }
        err.println(
                "fastmcp: the output could not be written: " + TerminalText.line(String.valueOf(lost.getMessage())));
        return ended == ExitCodes.OK ? ExitCodes.INTERNAL : ended;
    }
}
