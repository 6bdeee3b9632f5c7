package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Collects the answers to requests, each put together from pieces that were encoded before. Confined to one thread. */
final class EchoReplies {

    private static final byte[] METHOD = ascii("\"method\":\"");
    private static final byte[] ID = ascii("\"id\":");
    private static final byte[] TEXT = ascii("\"text\":\"");
    private static final byte[] BYTES = ascii("\"bytes\":");
    private static final byte[] CALL = ascii("tools/call\"");
    private static final byte[] LIST = ascii("tools/list\"");
    private static final byte[] INITIALIZE = ascii("initialize\"");
    private static final byte[] DISCOVER = ascii("server/discover\"");
    private static final byte[] PING = ascii("ping\"");

    private static final byte[] ENVELOPE = ascii("{\"jsonrpc\":\"2.0\",\"id\":");
    private static final byte[] CONTENT = ascii("\"content\":[{\"type\":\"text\",\"text\":\"");
    private static final byte[] CONTENT_END = ascii("\"}]}}\n");
    private static final byte[] END = ascii("}}\n");
    private static final byte[] REFUSAL = ascii(",\"error\":{\"code\":-32601,\"message\":\"Method not found\"}}\n");

    private static final byte[] RESULT = ascii(",\"result\":{");
    private static final byte[] COMPLETE = ascii("\"resultType\":\"complete\",");
    private static final byte[] DESCRIBED = ascii(
            "\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"private\","
                + "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}}");
    private static final byte[] INITIALIZED =
            ascii("\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                    + "\"serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}");
    private static final byte[] TOOLS = ascii(SampleTools.json());
    private static final byte[] MODERN_TOOLS = ascii(SampleTools.json() + ",\"ttlMs\":0,\"cacheScope\":\"private\"");
    private static final Map<Integer, byte[]> LARGE = new ConcurrentHashMap<>();

    private final boolean modern;
    private byte[] out = new byte[4 * 1024];
    private int size;

    EchoReplies(boolean modern) {
        this.modern = modern;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers the message between two places, if it is a request; returns whether it is. */
    boolean answer(byte[] line, int from, int to) {
        int method = after(METHOD, line, from, to);
        int id = after(ID, line, from, to);
        if (method < 0 || id < 0) {
            return false;
        }
        append(ENVELOPE);
        append(line, id, idEnd(line, id));
        if (startsWith(CALL, line, method, to)) {
            call(line, from, to);
        } else if (startsWith(LIST, line, method, to)) {
            reply(modern ? MODERN_TOOLS : TOOLS);
        } else if (startsWith(PING, line, method, to)) {
            reply(new byte[0]);
        } else if (startsWith(INITIALIZE, line, method, to) && !modern) {
            reply(INITIALIZED);
        } else if (startsWith(DISCOVER, line, method, to) && modern) {
            reply(DESCRIBED);
        } else {
            append(REFUSAL);
        }
        return true;
    }

    /** The text is sent back as it came, escapes included. */
    private void call(byte[] line, int from, int to) {
        beginResult();
        append(CONTENT);
        int text = after(TEXT, line, from, to);
        if (text >= 0) {
            append(line, text, stringEnd(line, text));
        } else {
            append(LARGE.computeIfAbsent(number(line, after(BYTES, line, from, to)), LargeText::json));
        }
        append(CONTENT_END);
    }

    private void reply(byte[] members) {
        beginResult();
        append(members);
        append(END);
    }

    private void beginResult() {
        append(RESULT);
        if (modern) {
            append(COMPLETE);
        }
    }

    private static int after(byte[] wanted, byte[] line, int from, int to) {
        for (int i = from; i <= to - wanted.length; i++) {
            if (startsWith(wanted, line, i, to)) {
                return i + wanted.length;
            }
        }
        return -1;
    }

    private static boolean startsWith(byte[] wanted, byte[] line, int at, int to) {
        if (at + wanted.length > to || line[at] != wanted[0]) {
            return false;
        }
        return Arrays.equals(line, at, at + wanted.length, wanted, 0, wanted.length);
    }

    private static int idEnd(byte[] line, int from) {
        int i = from;
        while (line[i] != ',' && line[i] != '}') {
            i++;
        }
        return i;
    }

    private static int stringEnd(byte[] line, int from) {
        int i = from;
        while (line[i] != '"') {
            i += line[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private static int number(byte[] line, int from) {
        int value = 0;
        for (int i = from; line[i] >= '0' && line[i] <= '9'; i++) {
            value = 10 * value + line[i] - '0';
        }
        return value;
    }

    /** How many bytes are there to be written. */
    int size() {
        return size;
    }

    /** Takes back everything after a place. */
    void truncate(int to) {
        size = to;
    }

    /** Writes a number over eight bytes, with zeros in front. */
    void patch(int at, int number, int radix) {
        int rest = number;
        for (int i = at + 7; i >= at; i--) {
            out[i] = (byte) Character.forDigit(rest % radix, radix);
            rest /= radix;
        }
    }

    /** Adds what belongs around an answer. */
    void append(byte[] source) {
        append(source, 0, source.length);
    }

    private void append(byte[] source, int from, int to) {
        int length = to - from;
        if (out.length - size < length) {
            out = Arrays.copyOf(out, Math.max(size + length, 2 * out.length));
        }
        System.arraycopy(source, from, out, size, length);
        size += length;
    }

    /** Writes all answers at once. */
    void flushTo(OutputStream target) throws IOException {
        if (size > 0) {
            target.write(out, 0, size);
            size = 0;
        }
    }
}
