package dev.fastmcp.auth.internal.wire;

/** The form of tokens (RFC 6750, section 2.1, and more generous): they become parts of headers. */
public final class TokenText {

    public static final int MAX_CHARACTERS = 64 * 1024;

    private TokenText() {}

    /** Tells whether a text could be a token: visible ASCII without blanks, and not too long. */
    public static boolean is(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_CHARACTERS
                && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }
}
