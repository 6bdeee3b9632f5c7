package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.wire.JsonMembers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * An encrypted value as it is stored: AES in Galois/Counter Mode, in JSON. Version, kind of key, salt and the name of the value are authenticated with it, so none of them can be exchanged.
 *
 * @param kind how the key is found
 * @param salt what the key depends on
 * @param nonce used once for each key
 * @param sealed the encrypted value with its tag
 */
record Envelope(String kind, byte[] salt, byte[] nonce, byte[] sealed) {

    static final int SALT_BYTES = 16;
    static final int NONCE_BYTES = 12;

    private static final String VERSION = "1";
    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int TAG_BITS = 128;

    static Envelope seal(String name, byte[] value, String kind, SecretKey key, byte[] salt, byte[] nonce) {
        try {
            byte[] sealed =
                    cipher(Cipher.ENCRYPT_MODE, name, kind, key, salt, nonce).doFinal(value);
            return new Envelope(kind, salt, nonce, sealed);
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    /** Returns the value; empty if the key is another one, or anything was changed. */
    Optional<byte[]> open(String name, SecretKey key) {
        try {
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, name, kind, key, salt, nonce).doFinal(sealed));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw unusable(e);
        }
    }

    private static Cipher cipher(int mode, String name, String kind, SecretKey key, byte[] salt, byte[] nonce)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        String about = String.join("\n", "fastmcp-token", VERSION, kind, base64(salt), name);
        cipher.updateAAD(about.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private static IllegalStateException unusable(GeneralSecurityException e) {
        return new IllegalStateException("This Java, or this key, cannot do " + TRANSFORMATION, e);
    }

    byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("version", VERSION);
        members.put("key", kind);
        members.put("salt", base64(salt));
        members.put("nonce", base64(nonce));
        members.put("encrypted", base64(sealed));
        return JsonCodec.discovered().encode(members);
    }

    /** Reads an envelope; empty if it is none that this version can open. */
    static Optional<Envelope> read(byte[] json) {
        try {
            JsonMembers members = new JsonMembers(
                    JsonValue.raw(JsonCodec.discovered(), json, 0, json.length).asMap());
            byte[] salt = bytes(members, "salt");
            byte[] nonce = bytes(members, "nonce");
            byte[] sealed = bytes(members, "encrypted");
            boolean known = members.text("version").filter(VERSION::equals).isPresent()
                    && salt.length == SALT_BYTES
                    && nonce.length == NONCE_BYTES
                    && sealed.length >= TAG_BITS / Byte.SIZE;
            return known ? members.text("key").map(kind -> new Envelope(kind, salt, nonce, sealed)) : Optional.empty();
        } catch (DataMappingException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] bytes(JsonMembers members, String name) {
        return Base64.getDecoder().decode(members.text(name).orElse(""));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** Leaves out the bytes. */
    @Override
    public String toString() {
        return "Envelope[" + kind + "]";
    }
}
