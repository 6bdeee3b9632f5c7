package dev.fastmcp.cli;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ProgressNotification;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;

/** Where results and complaints go, and in which form. Thread-safe, since an interrupt comes on a thread of its own. */
final class Output {

    private static final String BACK_TO_START = "\r\u001b[K";

    /** A line that wraps cannot be taken back; every terminal has so many columns. */
    private static final int COLUMNS = 79;

    private final PrintStream err;
    private final BooleanSupplier terminal;
    private final ReentrantLock lock = new ReentrantLock();

    private volatile PrintStream out;
    private volatile boolean json;
    private volatile boolean quiet;
    private volatile boolean verbose;

    /** Guarded by {@link #lock}, like the next. */
    private boolean progressShown;

    private boolean finished;

    Output(PrintStream out, PrintStream err) {
        this(out, err, Terminal::isPresent);
    }

    Output(PrintStream out, PrintStream err, BooleanSupplier terminal) {
        this.out = out;
        this.err = err;
        this.terminal = terminal;
    }

    void json(boolean wanted) {
        json = wanted;
    }

    void quiet(boolean wanted) {
        quiet = wanted;
    }

    void verbose(boolean wanted) {
        verbose = wanted;
        CommandLoggers.verbose(wanted);
    }

    /** From now on everything goes to standard error. */
    void leaveStandardOutput() {
        out = err;
    }

    boolean json() {
        return json;
    }

    /** Prints text of ours, or text of a server that went through {@link TerminalText}. */
    void line(String text) {
        print(() -> {
            wipe();
            out.println(text);
        });
    }

    /** Prints a protocol record, or free-form JSON. */
    void json(Object value) {
        line(JsonText.pretty(JsonValue.of(value).asObject()));
    }

    void progress(ProgressNotification progress) {
        if (quiet) {
            return;
        }
        String share = progress.total()
                .filter(total -> total > 0)
                .map(total -> number(progress.progress()) + "/" + number(total))
                .orElseGet(() -> number(progress.progress()));
        String text = TerminalText.line(share + " " + progress.message().orElse(""));
        print(() -> {
            if (terminal.getAsBoolean()) {
                err.print(BACK_TO_START + TerminalText.cut(text, COLUMNS));
                err.flush();
                progressShown = true;
            } else {
                err.println("progress " + text);
            }
        });
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    void clearProgress() {
        print(this::wipe);
    }

    private void wipe() {
        if (progressShown) {
            err.print(BACK_TO_START);
            err.flush();
            progressShown = false;
        }
    }

    /** Leaves the terminal as it was; nothing is printed any more. */
    void finish() throws InterruptedException {
        // Somebody may be stuck in writing to a pipe that nobody reads: that must not hold up the end.
        if (lock.tryLock(200, TimeUnit.MILLISECONDS)) {
            try {
                wipe();
                finished = true;
            } finally {
                lock.unlock();
            }
        }
    }

    void failure(Throwable failure, int exitCode) {
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        print(() -> {
            wipe();
            if (json) {
                out.println(JsonText.pretty(Map.of("error", error(failure, message, exitCode))));
            }
            err.println("fastmcp: " + TerminalText.lines(message));
            if (exitCode == ExitCodes.INTERNAL || verbose && exitCode != ExitCodes.USAGE) {
                StringWriter trace = new StringWriter();
                failure.printStackTrace(new PrintWriter(trace));
                err.print(TerminalText.lines(trace.toString()));
            }
        });
    }

    /** Says what may help, after a failure. */
    void hint(String text) {
        print(() -> err.println("fastmcp: " + text));
    }

    private static Map<String, Object> error(Throwable failure, String message, int exitCode) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("type", failure.getClass().getSimpleName());
        error.put("message", message);
        error.put("exitCode", exitCode);
        if (failure instanceof HttpStatusException refused) {
            error.put("status", refused.status());
        }
        if (failure instanceof JsonRpcException refused) {
            error.put("code", refused.code());
            refused.data().ifPresent(data -> error.put("data", data));
        }
        return error;
    }

    private void print(Runnable action) {
        lock.lock();
        try {
            if (!finished) {
                action.run();
            }
        } finally {
            lock.unlock();
        }
    }
}
