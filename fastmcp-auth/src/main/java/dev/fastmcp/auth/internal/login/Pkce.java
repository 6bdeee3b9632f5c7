package dev.fastmcp.auth.internal.login;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * Binds an authorization code to the client that asked for it (RFC 7636, method S256).
 *
 * @param verifier secret until the code is redeemed
 */
record Pkce(String verifier) {

    private static final SecureRandom RANDOM = new SecureRandom();

    /** 96 bytes make the 128 characters that are the longest verifier. */
    private static final int VERIFIER_BYTES = 96;

    private static final int STATE_BYTES = 32;

    static Pkce generate() {
        return new Pkce(random(VERIFIER_BYTES));
    }

    /** A value that nobody can guess, for {@code state}. */
    static String state() {
        return random(STATE_BYTES);
    }

    String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static String random(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Leaves out the verifier. */
    @Override
    public String toString() {
        return "Pkce[S256]";
    }
}
