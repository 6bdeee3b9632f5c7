package dev.fastmcp.core.server;

import dev.fastmcp.api.jsonrpc.RequestId;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line that is collected piece by piece. Of one that is too long only both ends are kept, for the id of the request: without it the client would wait for an answer. Used by one thread. */
final class LongLine {

    private static final int KEPT = 512;

    private static final String ID = "\"id\"\\s*:\\s*(-?\\d{1,18}|\"[^\"\\\\]*\")";
    private static final String OTHERS = "\"(?:jsonrpc|method)\"\\s*:\\s*\"[^\"\\\\]*\"";
    private static final Pattern ID_FIRST =
            Pattern.compile("\\s*\\{(?:\\s*" + OTHERS + "\\s*,)*\\s*" + ID + "\\s*,(?:\\s*" + OTHERS + "\\s*,)*");

    /** No brace stands between the id and the end, so it belongs to the message itself. */
    private static final Pattern ID_LAST =
            Pattern.compile(",(?:\\s*" + OTHERS + "\\s*,)*\\s*" + ID + "(?:\\s*,\\s*" + OTHERS + ")*\\s*}\\s*$");

    private static final Pattern METHOD_FIRST =
            Pattern.compile("\\s*\\{(?:\\s*\"jsonrpc\"\\s*:\\s*\"[^\"\\\\]*\"\\s*,)?\\s*\"method\"\\s*:");

    private final int max;
    private final ByteArrayOutputStream text = new ByteArrayOutputStream();
    private byte[] first = {};
    private byte[] last = {};
    private long length;

    LongLine(int max) {
        this.max = max;
    }

    void add(byte[] buffer, int from, int to) {
        if (first.length < KEPT) {
            first = joined(first, buffer, from, Math.min(to, from + KEPT - first.length));
        }
        length += to - from;
        if (isTooLong()) {
            byte[] both = joined(last, buffer, from, to);
            last = Arrays.copyOfRange(both, Math.max(0, both.length - KEPT), both.length);
        } else {
            text.write(buffer, from, to - from);
        }
    }

    private static byte[] joined(byte[] before, byte[] buffer, int from, int to) {
        byte[] both = Arrays.copyOf(before, before.length + to - from);
        System.arraycopy(buffer, from, both, before.length, to - from);
        return both;
    }

    boolean isTooLong() {
        return length > max;
    }

    byte[] bytes() {
        return text.toByteArray();
    }

    /** Which request it is, if that can be seen. */
    Optional<RequestId> requestId() {
        String begin = new String(first, StandardCharsets.UTF_8);
        Matcher atFirst = ID_FIRST.matcher(begin);
        if (atFirst.lookingAt()) {
            return id(atFirst, isMethod(atFirst.group()));
        }
        Matcher atLast = ID_LAST.matcher(new String(last, StandardCharsets.UTF_8));
        return atLast.find()
                ? id(atLast, METHOD_FIRST.matcher(begin).lookingAt() || isMethod(atLast.group()))
                : Optional.empty();
    }

    /** Answers of the client have ids of ours. */
    private static Optional<RequestId> id(Matcher found, boolean isRequest) {
        String id = found.group(1);
        if (!isRequest) {
            return Optional.empty();
        }
        return Optional.of(
                id.startsWith("\"")
                        ? RequestId.of(id.substring(1, id.length() - 1))
                        : RequestId.of(Long.parseLong(id)));
    }

    private static boolean isMethod(String members) {
        return members.contains("\"method\"");
    }
}
