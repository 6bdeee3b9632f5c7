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
    private final ByteArrayOutputStream begin = new ByteArrayOutputStream();
    private byte[] end = {};
    private long length;

    LongLine(int max) {
        this.max = max;
    }

    void add(byte[] buffer, int from, int to) {
        if (length <= max) {
            begin.write(buffer, from, (int) Math.min(to - from, Math.max(0, max - length)));
        }
        length += to - from;
        if (isTooLong()) {
            byte[] both = Arrays.copyOf(end, end.length + to - from);
            System.arraycopy(buffer, from, both, end.length, to - from);
            end = Arrays.copyOfRange(both, Math.max(0, both.length - KEPT), both.length);
        }
    }

    boolean isTooLong() {
        return length > max;
    }

    byte[] bytes() {
        return begin.toByteArray();
    }

    /** Which request it is, if that can be seen. */
    Optional<RequestId> requestId() {
        String first = text(Arrays.copyOf(bytes(), Math.min(KEPT, begin.size())));
        String last = text(end);
        Matcher atFirst = ID_FIRST.matcher(first);
        if (atFirst.lookingAt()) {
            return id(atFirst, isMethod(atFirst.group()));
        }
        Matcher atLast = ID_LAST.matcher(last);
        return atLast.find()
                ? id(atLast, METHOD_FIRST.matcher(first).lookingAt() || isMethod(atLast.group()))
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

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
