package dev.fastmcp.benchmarks;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * An MCP server on stdio that costs next to nothing: one thread, answers from templates, nothing allocated for a call. It reads what compact writers send, no
 * other JSON. With the argument {@code modern} it speaks protocol version 2026-07-28, otherwise 2025-11-25.
 */
public final class EchoServer {

    private static final int CHUNK = 64 * 1024;

    private final InputStream in;
    private final OutputStream out;
    private final EchoReplies replies;
    private byte[] buffer = new byte[CHUNK];
    private int end;

    private EchoServer(InputStream in, OutputStream out, EchoReplies replies) {
        this.in = in;
        this.out = out;
        this.replies = replies;
    }

    /**
     * Serves until the input ends.
     *
     * @param args {@code modern}, or nothing
     * @throws IOException if a pipe breaks
     */
    public static void main(String[] args) throws IOException {
        boolean modern = Arrays.asList(args).contains("modern");
        // Not System.in and System.out: their buffers and locks are of no use here.
        try (InputStream in = new FileInputStream(FileDescriptor.in);
                OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            new EchoServer(in, out, new EchoReplies(modern)).serve();
        }
    }

    private void serve() throws IOException {
        int scanned = 0;
        int count = in.read(buffer, 0, buffer.length);
        while (count >= 0) {
            end += count;
            scanned = answerLines(scanned);
            replies.flushTo(out);
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, 2 * buffer.length);
            }
            count = in.read(buffer, end, buffer.length - end);
        }
    }

    /** Answers each line that is complete, and keeps the rest. */
    private int answerLines(int scanned) {
        int start = 0;
        for (int i = scanned; i < end; i++) {
            if (buffer[i] == '\n') {
                replies.answer(buffer, start, i);
                start = i + 1;
            }
        }
        System.arraycopy(buffer, start, buffer, 0, end - start);
        end -= start;
        return end;
    }
}
