package dev.fastmcp.benchmarks;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection of {@link HttpEchoServer}. Reads what decent clients send; bodies have a length. Confined to one thread. */
final class HttpEchoConnection implements Runnable {

    /** Every response names the session, as servers on the official SDKs do. */
    private static final String HEAD = "HTTP/1.1 %s\r\nMcp-Session-Id: 3f0c9a6d41b84c1c9c5e7b0a\r\n%s";

    private static final byte[] JSON =
            head("200 OK", "Content-Type: application/json\r\nContent-Length: 00000000\r\n\r\n");
    private static final byte[] EVENTS =
            head("200 OK", "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n00000000\r\n");
    private static final byte[] ACCEPTED = head("202 Accepted", "Content-Length: 0\r\n\r\n");
    private static final byte[] DELETED = head("200 OK", "Content-Length: 0\r\n\r\n");
    private static final byte[] REFUSED =
            head("405 Method Not Allowed", "Allow: POST, DELETE\r\nContent-Length: 0\r\n\r\n");

    private static final byte[] EVENT = ascii("event: message\ndata: ");
    private static final byte[] EVENT_END = ascii("\n");
    private static final byte[] STREAM_END = ascii("\r\n0\r\n\r\n");

    private final Socket socket;
    private final EchoReplies legacy = new EchoReplies(false);
    private final EchoReplies modern = new EchoReplies(true);
    private byte[] buffer = new byte[4 * 1024];
    private int end;

    HttpEchoConnection(Socket socket) {
        this.socket = socket;
    }

    private static byte[] head(String status, String rest) {
        return ascii(HEAD.formatted(status, rest));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void run() {
        try (Socket closed = socket;
                InputStream in = closed.getInputStream();
                OutputStream out = closed.getOutputStream()) {
            while (true) {
                serveOne(in, out);
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private void serveOne(InputStream in, OutputStream out) throws IOException {
        int body = RawHttp.bodyStart(buffer, 0, end);
        while (body < 0) {
            fill(in);
            body = RawHttp.bodyStart(buffer, 0, end);
        }
        int last = body + Math.max(0, RawHttp.contentLength(buffer, body));
        while (end < last) {
            fill(in);
        }
        answer(body, last, out);
        System.arraycopy(buffer, last, buffer, 0, end - last);
        end -= last;
    }

    private void fill(InputStream in) throws IOException {
        if (end == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * end);
        }
        int count = in.read(buffer, end, buffer.length - end);
        if (count < 0) {
            throw new EOFException();
        }
        end += count;
    }

    private void answer(int body, int last, OutputStream out) throws IOException {
        switch (buffer[0]) {
            case 'P' -> post(body, last, out);
            case 'D' -> out.write(DELETED);
            default -> out.write(REFUSED);
        }
    }

    private void post(int body, int last, OutputStream out) throws IOException {
        HttpEchoServer.MESSAGES.increment();
        HttpEchoServer.pause();
        int path = "POST /".length();
        EchoReplies replies = buffer[path] == 'm' ? modern : legacy;
        boolean events = buffer[path + "legacy/".length()] == 'e';
        replies.append(events ? EVENTS : JSON);
        int start = replies.size();
        if (events) {
            replies.append(EVENT);
        }
        if (!replies.answer(buffer, body, last)) {
            replies.truncate(0);
            replies.append(ACCEPTED);
        } else if (events) {
            replies.append(EVENT_END);
            replies.patch(start - "00000000\r\n".length(), replies.size() - start, 16);
            replies.append(STREAM_END);
        } else {
            replies.patch(start - "00000000\r\n\r\n".length(), replies.size() - start, 10);
        }
        replies.flushTo(out);
    }
}
