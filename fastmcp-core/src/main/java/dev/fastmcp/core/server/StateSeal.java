package dev.fastmcp.core.server;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes sure that a state which comes back from a client is one that this server gave out, for the same call: states travel through clients, which may change them or mix them up (specification
 * 2026-07-28, "Multi round-trip requests").
 */
final class StateSeal {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final String PREFIX = "s1.";

    private final SecretKeySpec key;

    StateSeal() {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, ALGORITHM);
    }

    String seal(String call, String state) {
        return PREFIX + tag(call, state) + "." + state;
    }

    /** Returns the state as it was before {@link #seal}. */
    String open(String call, String sealed) {
        int dot = sealed.indexOf('.', PREFIX.length());
        if (sealed.startsWith(PREFIX) && dot > 0) {
            String state = sealed.substring(dot + 1);
            byte[] expected = tag(call, state).getBytes(StandardCharsets.US_ASCII);
            byte[] given = sealed.substring(PREFIX.length(), dot).getBytes(StandardCharsets.UTF_8);
            if (MessageDigest.isEqual(expected, given)) {
                return state;
            }
        }
        throw refused();
    }

    static JsonRpcException refused() {
        return new JsonRpcException(
                JsonRpcError.INVALID_PARAMS,
                "The requestState is not one that this server gave out for this call, or its time is over",
                null);
    }

    private String tag(String call, String state) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(call.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(state.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
