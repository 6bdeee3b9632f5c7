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

    /** Longer ids could not be sent back in a header. */
    private static final int MAX_ID_BYTES = 1024;

    private final int maxEventBytes;
    private final Receiver receiver;

    /** The line being read, as far as it came in earlier chunks. */
    private final LongLine line = new LongLine();

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
            if (line.length() == 0) {
                line(chunk, at, lineEnd - at);
            } else {
                keep(chunk, at, lineEnd - at);
                longLine();
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
        checkSize((long) line.length() + length);
        line.append(chunk, offset, length);
    }

    private void checkSize(long needed) throws EventTooLargeException {
        if (needed > maxEventBytes + 64L) {
            throw new EventTooLargeException();
        }
    }

    /** Data that fills a line of its own, as it nearly always does, is handed over as it was joined. */
    private void longLine() throws EventTooLargeException {
        boolean onlyData = !hasData
                && !atStart
                && line.has(0, 'd')
                && line.has(1, 'a')
                && line.has(2, 't')
                && line.has(3, 'a')
                && line.has(4, ':')
                && line.length() > "data: ".length();
        if (onlyData) {
            data = line.take(line.has(5, ' ') ? 6 : 5);
            dataLength = data.length;
            hasData = true;
            checkData();
        } else {
            byte[] whole = line.take(0);
            line(whole, 0, whole.length);
        }
    }

    private byte[] appended(byte[] to, int toLength, byte[] from, int offset, int length)
            throws EventTooLargeException {
        long needed = (long) toLength + length;
        checkSize(needed);
        byte[] room = to;
        if (needed > to.length) {
            // Mostly there is one line, and no more room is needed.
            long doubled = Math.max(needed, 2L * to.length);
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
        data = appended(data, dataLength, bytes, start, length);
        dataLength += length;
        checkData();
    }

    private void checkData() throws EventTooLargeException {
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
