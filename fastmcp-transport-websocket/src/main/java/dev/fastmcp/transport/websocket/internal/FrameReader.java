package dev.fastmcp.transport.websocket.internal;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.java_websocket.exceptions.InvalidDataException;
import org.java_websocket.framing.TextFrame;
import org.jspecify.annotations.Nullable;

/**
 * Takes frames apart (RFC 6455, section 5) and puts messages together. Memory grows with what has arrived, never with
 * what was announced: the parser of the library allocates a frame as soon as it has read its length.
 */
final class FrameReader {

    /** Hears what arrives, on the thread that reads. */
    interface Sink {
        /** The array is not used again. */
        void message(byte[] utf8, int length);

        void ping(byte[] payload);

        void pong(byte[] payload);
    }

    private static final int CONTINUATION = 0;
    private static final int TEXT = 1;
    private static final int BINARY = 2;
    private static final int CLOSE = 8;
    private static final int PING = 9;
    private static final int PONG = 10;

    private static final int MAX_CONTROL = 125;
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int FIRST_CHUNK = 4 * 1024;

    private final InputStream in;
    private final int max;
    private final Sink sink;

    /** The message that is being put together; null between messages. */
    private byte @Nullable [] message;

    private int size;

    FrameReader(InputStream in, int maxMessageBytes, Sink sink) {
        this.in = in;
        this.max = maxMessageBytes;
        this.sink = sink;
    }

    /**
     * Reads until the server closes the connection.
     *
     * @return what it said about it
     * @throws FrameException if it sends what it may not
     * @throws EOFException if the connection ends without a close frame
     */
    CloseReason readAll() throws IOException {
        while (true) {
            int first = next();
            int second = next();
            boolean last = (first & 0x80) != 0;
            if ((first & 0x70) != 0) {
                throw FrameException.violation("a frame with reserved bits");
            }
            if ((second & 0x80) != 0) {
                throw FrameException.violation("a masked frame");
            }
            int opcode = first & 0x0F;
            if (opcode >= CLOSE) {
                byte[] payload = control(opcode, last, second);
                if (opcode == CLOSE) {
                    return CloseReason.parse(payload);
                }
            } else {
                data(opcode, last, length(second));
            }
        }
    }

    private byte[] control(int opcode, boolean last, int length) throws IOException {
        if (opcode > PONG) {
            throw FrameException.violation("a frame of the unknown kind " + opcode);
        }
        if (!last || length > MAX_CONTROL) {
            throw FrameException.violation("a control frame in parts, or of more than " + MAX_CONTROL + " bytes");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException();
        }
        if (opcode == PING) {
            sink.ping(payload);
        } else if (opcode == PONG) {
            sink.pong(payload);
        }
        return payload;
    }

    private long length(int second) throws IOException {
        int bytes = second == LENGTH_IN_2_BYTES ? 2 : second == LENGTH_IN_8_BYTES ? 8 : 0;
        long length = bytes == 0 ? second : 0;
        for (int i = 0; i < bytes; i++) {
            length = length << 8 | next();
        }
        if (length < 0) {
            throw FrameException.violation("a frame with a negative length");
        }
        return length;
    }

    private void data(int opcode, boolean last, long length) throws IOException {
        byte[] begun = message;
        if (opcode == BINARY) {
            throw FrameException.binary();
        }
        if (opcode > BINARY) {
            throw FrameException.violation("a frame of the unknown kind " + opcode);
        }
        if ((opcode == CONTINUATION) == (begun == null)) {
            throw FrameException.violation(
                    opcode == TEXT ? "a new message within another" : "the continuation of no message");
        }
        if (length > max - size) {
            throw FrameException.tooLarge(max);
        }
        byte[] filled = read(begun == null ? new byte[(int) Math.min(length, FIRST_CHUNK)] : begun, (int) length);
        message = filled;
        if (last) {
            deliver(filled);
        }
    }

    private byte[] read(byte[] start, int length) throws IOException {
        byte[] bytes = start;
        int end = size + length;
        while (size < end) {
            if (size == bytes.length) {
                long doubled = Math.max(2L * bytes.length, FIRST_CHUNK);
                bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, end));
            }
            int count = in.read(bytes, size, Math.min(bytes.length, end) - size);
            if (count < 0) {
                throw new EOFException();
            }
            size += count;
        }
        return bytes;
    }

    private void deliver(byte[] utf8) throws FrameException {
        int length = size;
        message = null;
        size = 0;
        TextFrame text = new TextFrame();
        text.setPayload(ByteBuffer.wrap(utf8, 0, length));
        try {
            text.isValid();
        } catch (InvalidDataException e) {
            throw FrameException.notUtf8();
        }
        sink.message(utf8, length);
    }

    private int next() throws IOException {
        int b = in.read();
        if (b < 0) {
            throw new EOFException();
        }
        return b;
    }
}
