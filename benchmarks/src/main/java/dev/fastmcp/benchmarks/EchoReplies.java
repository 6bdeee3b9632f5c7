package dev.fastmcp.benchmarks;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

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

    private final byte[] result;
    private final byte[] described;
    private final byte[] initialized;
    private final byte[] tools;
    private final boolean modern;
    private final Map<Integer, byte[]> large = new HashMap<>();
    private byte[] out = new byte[64 * 1024];
    private int size;

    EchoReplies(boolean modern) {
        this.modern = modern;
        result = ascii(",\"result\":{" + (modern ? "\"resultType\":\"complete\"," : ""));
        described = ascii(
                "\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"private\","
                    + "\"_meta\":{\"io.modelcontextprotocol/serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}}");
        initialized = ascii("\"protocolVersion\":\"2025-11-25\",\"capabilities\":{\"tools\":{}},"
                + "\"serverInfo\":{\"name\":\"echo\",\"version\":\"1\"}");
        tools = ascii(SampleTools.json() + (modern ? ",\"ttlMs\":0,\"cacheScope\":\"private\"" : ""));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Answers the message between two places, if it is a request. */
    void answer(byte[] line, int from, int to) {
        int method = after(METHOD, line, from, to);
        int id = after(ID, line, from, to);
        if (method < 0 || id < 0) {
            return;
        }
        append(ENVELOPE, 0, ENVELOPE.length);
        append(line, id, idEnd(line, id));
        if (startsWith(CALL, line, method, to)) {
            call(line, from, to);
        } else if (startsWith(LIST, line, method, to)) {
            reply(tools);
        } else if (startsWith(PING, line, method, to)) {
            reply(new byte[0]);
        } else if (startsWith(INITIALIZE, line, method, to) && !modern) {
            reply(initialized);
        } else if (startsWith(DISCOVER, line, method, to) && modern) {
            reply(described);
        } else {
            append(REFUSAL, 0, REFUSAL.length);
        }
    }

    /** The text is sent back as it came, escapes included. */
    private void call(byte[] line, int from, int to) {
        append(result, 0, result.length);
        append(CONTENT, 0, CONTENT.length);
        int text = after(TEXT, line, from, to);
        if (text >= 0) {
            append(line, text, stringEnd(line, text));
        } else {
            byte[] content = large.computeIfAbsent(number(line, after(BYTES, line, from, to)), LargeText::json);
            append(content, 0, content.length);
        }
        append(CONTENT_END, 0, CONTENT_END.length);
    }

    private void reply(byte[] members) {
        append(result, 0, result.length);
        append(members, 0, members.length);
        append(END, 0, END.length);
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
