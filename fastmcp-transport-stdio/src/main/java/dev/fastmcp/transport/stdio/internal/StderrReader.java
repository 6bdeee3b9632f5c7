package dev.fastmcp.transport.stdio.internal;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Empties a server's standard error, whatever comes, since a server whose standard error is full stands still. Its end
 * means nothing: some servers close it. Confined to the thread that runs it.
 */
final class StderrReader implements Runnable {

    private static final int CHUNK = 2 * 1024;
    private static final int MAX_LINE = 8 * 1024;

    private final InputStream in;
    private final StderrSink sink;
    private final StderrTail tail;
    private final Runnable onEnd;

    /** The unfinished line; what goes beyond its length is dropped. */
    private byte[] line = new byte[256];

    private int length;
    private boolean cut;
    private boolean sinkFailed;

    StderrReader(InputStream in, StderrSink sink, StderrTail tail, Runnable onEnd) {
        this.in = in;
        this.sink = sink;
        this.tail = tail;
        this.onEnd = onEnd;
    }

    @Override
    public void run() {
        try {
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                pass(chunk, count);
                split(chunk, count);
            }
        } catch (IOException e) {
            Log.debug("Reading stderr ended: " + e);
        } finally {
            finishLine();
            close();
            onEnd.run();
        }
    }

    private void pass(byte[] chunk, int count) {
        if (sinkFailed) {
            return;
        }
        try {
            sink.bytes(chunk, count);
        } catch (IOException e) {
            sinkFailed = true;
            Log.warning("The stderr of a server cannot be written any more and is dropped", e);
        }
    }

    private void split(byte[] chunk, int count) {
        int from = 0;
        for (int end = Newlines.indexOf(chunk, 0, count); end >= 0; end = Newlines.indexOf(chunk, from, count)) {
            append(chunk, from, end);
            finishLine();
            from = end + 1;
        }
        append(chunk, from, count);
    }

    private void append(byte[] chunk, int from, int to) {
        int count = Math.min(to - from, MAX_LINE - length);
        cut |= count < to - from;
        if (length + count > line.length) {
            line = Arrays.copyOf(line, Math.min(MAX_LINE, Math.max(2 * line.length, length + count)));
        }
        System.arraycopy(chunk, from, line, length, count);
        length += count;
    }

    private void finishLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        if (end > 0) {
            String text = new String(line, 0, end, StandardCharsets.UTF_8) + (cut ? "…" : "");
            tail.add(text);
            sink.line(text);
        }
        length = 0;
        cut = false;
    }

    private void close() {
        try {
            sink.close();
        } catch (IOException e) {
            Log.warning("The file with the stderr of a server may be incomplete", e);
        }
    }
}
