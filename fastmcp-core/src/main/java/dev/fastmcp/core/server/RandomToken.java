package dev.fastmcp.core.server;

import java.security.SecureRandom;
import java.util.Base64;

/** Names that nobody can guess, for what only their owner may find again. */
public final class RandomToken {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 24;

    private RandomToken() {}

    /** Makes a token of letters, digits, hyphens and underscores. */
    public static String next() {
        byte[] token = new byte[BYTES];
        RANDOM.nextBytes(token);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }
}
