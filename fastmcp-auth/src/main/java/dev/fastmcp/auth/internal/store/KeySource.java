package dev.fastmcp.auth.internal.store;

import java.io.IOException;
import javax.crypto.SecretKey;

/** Where the key for stored values comes from. Thread-safe. */
public interface KeySource {

    /** Tells in stored values how their key is found. */
    String kind();

    /**
     * Returns the key, for AES with 256 bits.
     *
     * @param salt stands beside the value
     * @throws IOException if it cannot be had at the moment
     */
    SecretKey key(byte[] salt) throws IOException;
}
