package dev.fastmcp.benchmarks;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** One connection of {@link RawSocket}: one write for a request, the answer decoded in the buffer it was read into. Used by one thread at a time. */
final class RawHttpConnection implements Closeable {

    private static final byte[] DATA = "data: ".getBytes(StandardCharsets.US_ASCII);

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private byte[] request = new byte[1024];
    private byte[] buffer = new byte[4 * 1024];
    private int end;
    private int headEnd;

    RawHttpConnection(InetSocketAddress address) throws IOException {
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.connect(address);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /** Sends a request and reads the response, whose head stays to be looked at; returns the answer, or an empty text if the body is empty. */
    Object exchange(byte[] head, byte[] body) throws IOException {
        write(head, body);
        end = 0;
        headEnd = -1;
        while (headEnd < 0) {
            fill(1);
            headEnd = RawHttp.bodyStart(buffer, 0, end);
        }
        int length = RawHttp.contentLength(buffer, headEnd);
        if (length == 0) {
            return "";
        }
        if (length > 0) {
            fill(headEnd + length - end);
            return RawJson.response(buffer, headEnd, length).outcome();
        }
        return event();
    }

    private void write(byte[] head, byte[] body) throws IOException {
        byte[] length = Integer.toString(body.length).getBytes(StandardCharsets.ISO_8859_1);
        int size = head.length + length.length + 4 + body.length;
        if (request.length < size) {
            request = new byte[size];
        }
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(length, 0, request, head.length, length.length);
        int at = head.length + length.length;
        request[at] = '\r';
        request[at + 1] = '\n';
        request[at + 2] = '\r';
        request[at + 3] = '\n';
        System.arraycopy(body, 0, request, at + 4, body.length);
        out.write(request, 0, size);
    }

    /** Puts the chunks one after the other, to the last, and decodes the event they hold. */
    private Object event() throws IOException {
        int chunk = headEnd;
        int first = -1;
        int last = -1;
        while (true) {
            int data = chunkData(chunk);
            int size = RawHttp.number(buffer, chunk, 16);
            fill(data + size + 2 - end);
            if (size == 0) {
                return decoded(first, last);
            }
            if (first < 0) {
                first = data;
                last = data + size;
            } else {
                System.arraycopy(buffer, data, buffer, last, size);
                last += size;
            }
            chunk = data + size + 2;
        }
    }

    /** Returns where the data of a chunk begins. */
    private int chunkData(int chunk) throws IOException {
        int data = RawHttp.nextLine(buffer, chunk, end);
        while (data > end) {
            fill(1);
            data = RawHttp.nextLine(buffer, chunk, end);
        }
        return data;
    }

    private Object decoded(int first, int last) throws IOException {
        int line = first;
        while (!Arrays.equals(buffer, line, Math.min(line + DATA.length, last), DATA, 0, DATA.length)) {
            line = RawHttp.nextLine(buffer, line, last);
        }
        int data = line + DATA.length;
        return RawJson.response(buffer, data, RawLines.newline(buffer, data, last) - data)
                .outcome();
    }

    /** Reads at least so many bytes. */
    private void fill(int wanted) throws IOException {
        int until = end + wanted;
        if (until > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(until, 2 * buffer.length));
        }
        while (end < until) {
            int count = in.read(buffer, end, buffer.length - end);
            if (count < 0) {
                throw new EOFException("the server has closed the connection");
            }
            end += count;
        }
    }

    /** Returns the head of the last response. */
    String head() {
        return new String(buffer, 0, headEnd, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
