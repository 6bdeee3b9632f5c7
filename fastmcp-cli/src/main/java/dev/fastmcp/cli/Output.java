package dev.fastmcp.cli;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ProgressNotification;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where results and complaints go, and in which form. */
final class Output {

    private static final String BACK_TO_START = "\r\u001b[K";

    private final PrintStream out;
    private final PrintStream err;
    private final boolean json;
    private final boolean terminal;
    private boolean progressShown;

    Output(PrintStream out, PrintStream err, boolean json, boolean terminal) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.terminal = terminal;
    }

    boolean json() {
        return json;
    }

    /** Prints text of ours, or text of a server that went through {@link TerminalText}. */
    void line(String text) {
        clearProgress();
        out.println(text);
    }

    /** Prints a protocol record, or free-form JSON. */
    void json(Object value) {
        clearProgress();
        out.println(JsonText.pretty(JsonValue.of(value).asObject()));
    }

    void progress(ProgressNotification progress) {
        String share = progress.total()
                .filter(total -> total > 0)
                .map(total -> number(progress.progress()) + "/" + number(total))
                .orElseGet(() -> number(progress.progress()));
        String text = TerminalText.line(share + " " + progress.message().orElse(""));
        if (terminal) {
            err.print(BACK_TO_START + text);
            err.flush();
            progressShown = true;
        } else {
            err.println("progress " + text);
        }
    }

    private static String number(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    void clearProgress() {
        if (progressShown) {
            err.print(BACK_TO_START);
            err.flush();
            progressShown = false;
        }
    }

    void failure(Throwable failure, int exitCode, boolean verbose) {
        clearProgress();
        String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (json) {
            Map<String, Object> error = new LinkedHashMap<>();
            error.put("type", failure.getClass().getSimpleName());
            error.put("message", message);
            error.put("exitCode", exitCode);
            if (failure instanceof JsonRpcException refused) {
                error.put("code", refused.code());
                refused.data().ifPresent(data -> error.put("data", data));
            }
            out.println(JsonText.pretty(Map.of("error", error)));
        }
        err.println("fastmcp: " + TerminalText.lines(message));
        if (verbose) {
            failure.printStackTrace(err);
        }
    }
}
