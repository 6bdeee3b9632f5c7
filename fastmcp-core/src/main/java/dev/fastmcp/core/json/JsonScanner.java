package dev.fastmcp.core.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Walks over JSON text without decoding it: finds where values end. It checks no more than what that takes (strings closed, brackets balanced, depth
 * bounded); the grammar inside a value is checked when the value is decoded.
 */
final class JsonScanner {

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;
    private static final long QUOTES = '"' * ONES;
    private static final long BACKSLASHES = '\\' * ONES;

    private final byte[] text;
    private final int end;
    private final int maxDepth;
    private int at;

    JsonScanner(byte[] text, int offset, int length, int maxDepth) {
        this.text = text;
        this.at = offset;
        this.end = offset + length;
        this.maxDepth = maxDepth;
    }

    int position() {
        return at;
    }

    /** Returns the next byte that is no white space, without consuming it; 0 at the end. */
    int peek() {
        while (at < end) {
            byte b = text[at];
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
            at++;
        }
        return 0;
    }

    /** Consumes the byte if it comes next. */
    boolean take(char wanted) {
        if (peek() == wanted) {
            at++;
            return true;
        }
        return false;
    }

    void expect(char wanted) {
        if (!take(wanted)) {
            throw new JsonFormatException("expected '" + wanted + "' at byte " + at);
        }
    }

    /** Consumes a string and returns whether it holds escapes; {@link #position()} is then behind its closing quote. */
    boolean skipString() {
        expect('"');
        boolean escapes = false;
        while (true) {
            at = nextQuoteOrBackslash(at);
            if (at >= end) {
                throw new JsonFormatException("a string is not closed");
            }
            if (text[at] == '"') {
                at++;
                return escapes;
            }
            escapes = true;
            at += 2;
        }
    }

    private int nextQuoteOrBackslash(int from) {
        int i = from;
        for (; i + 8 <= end; i += 8) {
            long word = (long) EIGHT_BYTES.get(text, i);
            long quotes = word ^ QUOTES;
            long slashes = word ^ BACKSLASHES;
            long found = ((quotes - ONES) & ~quotes | (slashes - ONES) & ~slashes) & HIGHS;
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < end && text[i] != '"' && text[i] != '\\') {
            i++;
        }
        return i;
    }

    /** Consumes one value of any kind. */
    void skipValue() {
        int depth = 0;
        do {
            switch (peek()) {
                case '"' -> skipString();
                case '{', '[' -> {
                    at++;
                    if (++depth > maxDepth) {
                        throw new JsonFormatException("nested deeper than " + maxDepth);
                    }
                }
                case '}', ']' -> {
                    at++;
                    if (--depth < 0) {
                        throw new JsonFormatException("a bracket closes nothing at byte " + (at - 1));
                    }
                }
                case ',', ':' -> {
                    if (depth == 0) {
                        throw new JsonFormatException("a value is missing at byte " + at);
                    }
                    at++;
                }
                case 0 -> throw new JsonFormatException("the text ends too early");
                default -> skipLiteral();
            }
        } while (depth > 0);
    }

    private void skipLiteral() {
        int start = at;
        while (at < end && isLiteral(text[at])) {
            at++;
        }
        if (at == start) {
            throw new JsonFormatException("unexpected character at byte " + at);
        }
    }

    private static boolean isLiteral(byte b) {
        return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b == '-' || b == '+' || b == '.' || b == 'E';
    }
}
