package dev.fastmcp.transport.http.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Parses an event stream from chunks of bytes (WHATWG HTML, section 9.2 "Server-sent events"). Not thread-safe. Each event's data is handed over in an array of its
 * own; everything else is bounded by {@code maxEventBytes}.
 */
final class EventStreamParser {

    /** Hears what a stream contains. */
    interface Receiver {

        /**
         * An event is complete.
         *
         * @param type its type; {@code message} unless the stream said otherwise
         * @param data holds its data, UTF-8; now the receiver's
         * @param length how many bytes of it count
         */
        void onEvent(String type, byte[] data, int length);
    }

    /** An event is larger than allowed. */
    static final class EventTooLargeException extends Exception {
        private static final long serialVersionUID = 1L;
    }

    private static final byte[] NOTHING = {};
    private static final int FIRST_BYTES = 512;

    /** Longer ids could not be sent back in a header. */
    private static final int MAX_ID_BYTES = 1024;

    private final int maxEventBytes;
    private final Receiver receiver;

    /** The line being read, as far as it came in earlier chunks. */
    private byte[] line = NOTHING;

    private int lineLength;
    private byte[] data = NOTHING;
    private int dataLength;
    private boolean hasData;
    private String type = "";
    private @Nullable String lastEventId;

    /** Counts once its event is complete. */
    private @Nullable String pendingId;

    private long retryMillis = -1;
    private boolean afterCarriageReturn;
    private boolean atStart = true;

    EventStreamParser(int maxEventBytes, Receiver receiver) {
        this.maxEventBytes = maxEventBytes;
        this.receiver = receiver;
    }

    /** The last id of the stream; {@code null} if it had none, or took it back with an empty one. */
    @Nullable
    String lastEventId() {
        return lastEventId;
    }

    /** How long the server wants us to wait before we connect again; negative if it did not say. */
    long retryMillis() {
        return retryMillis;
    }

    /** Takes in the next bytes; events are reported before this returns. The array is not kept. */
    void feed(byte[] chunk, int offset, int length) throws EventTooLargeException {
        int end = offset + length;
        int at = offset;
        if (afterCarriageReturn && at < end) {
            afterCarriageReturn = false;
            if (chunk[at] == '\n') {
                at++;
            }
        }
        while (at < end) {
            int lineEnd = LineEnds.next(chunk, at, end);
            if (lineEnd < 0) {
                keep(chunk, at, end - at);
                return;
            }
            if (lineLength == 0) {
                line(chunk, at, lineEnd - at);
            } else {
                keep(chunk, at, lineEnd - at);
                int whole = lineLength;
                lineLength = 0;
                line(line, 0, whole);
            }
            at = lineEnd + 1;
            if (chunk[lineEnd] == '\r') {
                if (at == end) {
                    afterCarriageReturn = true;
                } else if (chunk[at] == '\n') {
                    at++;
                }
            }
        }
    }

    private void keep(byte[] chunk, int offset, int length) throws EventTooLargeException {
        line = appended(line, lineLength, chunk, offset, length);
        lineLength += length;
    }

    private byte[] appended(byte[] to, int toLength, byte[] from, int offset, int length)
            throws EventTooLargeException {
        long needed = (long) toLength + length;
        if (needed > maxEventBytes + 64L) {
            throw new EventTooLargeException();
        }
        byte[] room = to;
        if (needed > to.length) {
            long doubled = Math.max(needed, Math.max(FIRST_BYTES, 2L * to.length));
            room = Arrays.copyOf(to, (int) Math.min(doubled, maxEventBytes + 64L));
        }
        System.arraycopy(from, offset, room, toLength, length);
        return room;
    }

    private void line(byte[] bytes, int offset, int length) throws EventTooLargeException {
        int start = offset;
        int count = length;
        if (atStart) {
            atStart = false;
            if (count >= 3
                    && bytes[start] == (byte) 0xEF
                    && bytes[start + 1] == (byte) 0xBB
                    && bytes[start + 2] == (byte) 0xBF) {
                start += 3;
                count -= 3;
            }
        }
        if (count == 0) {
            dispatch();
        } else if (bytes[start] != ':') {
            field(bytes, start, count);
        }
    }

    private void field(byte[] bytes, int start, int count) throws EventTooLargeException {
        int end = start + count;
        int colon = start;
        while (colon < end && bytes[colon] != ':') {
            colon++;
        }
        int value = Math.min(colon + 1, end);
        if (value < end && bytes[value] == ' ') {
            value++;
        }
        int nameLength = colon - start;
        if (is("data", bytes, start, nameLength)) {
            addData(bytes, value, end - value);
        } else if (is("event", bytes, start, nameLength)) {
            type = new String(bytes, value, end - value, StandardCharsets.UTF_8);
        } else if (is("id", bytes, start, nameLength)) {
            id(bytes, value, end - value);
        } else if (is("retry", bytes, start, nameLength)) {
            retry(bytes, value, end - value);
        }
    }

    private static boolean is(String name, byte[] bytes, int start, int length) {
        if (length != name.length()) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (bytes[start + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void addData(byte[] bytes, int start, int length) throws EventTooLargeException {
        if (hasData) {
            data = appended(data, dataLength, new byte[] {'\n'}, 0, 1);
            dataLength++;
        }
        hasData = true;
        if (dataLength == 0 && bytes == line && length > FIRST_BYTES) {
            // A long line was collected in an array of its own: hand that over instead of a copy.
            System.arraycopy(bytes, start, bytes, 0, length);
            data = bytes;
            line = NOTHING;
        } else {
            data = appended(data, dataLength, bytes, start, length);
        }
        dataLength += length;
        if (dataLength > maxEventBytes) {
            throw new EventTooLargeException();
        }
    }

    private void id(byte[] bytes, int start, int length) {
        for (int i = start; i < start + length; i++) {
            // NUL by the standard; the rest because it could not be sent back in a header.
            if (bytes[i] < ' ' || bytes[i] == 0x7F) {
                return;
            }
        }
        if (length <= MAX_ID_BYTES) {
            pendingId = length == 0 ? null : new String(bytes, start, length, StandardCharsets.US_ASCII);
        }
    }

    private void retry(byte[] bytes, int start, int length) {
        if (length == 0 || length > 18) {
            return;
        }
        long millis = 0;
        for (int i = start; i < start + length; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return;
            }
            millis = 10 * millis + bytes[i] - '0';
        }
        retryMillis = millis;
    }

    private void dispatch() {
        String ended = type.isEmpty() ? "message" : type;
        type = "";
        lastEventId = pendingId;
        if (hasData) {
            byte[] handedOver = data;
            int length = dataLength;
            data = NOTHING;
            dataLength = 0;
            hasData = false;
            receiver.onEvent(ended, handedOver, length);
        }
    }
}
