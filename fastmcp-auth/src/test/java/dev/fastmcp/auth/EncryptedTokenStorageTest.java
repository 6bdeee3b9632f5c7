package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EncryptedTokenStorageTest {

    private static final byte[] VALUE = "{\"access_token\":\"s3cret\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    private static byte[] key(int fill) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) fill);
        return key;
    }

    @Test
    void givesBackWhatItEncrypted() throws Exception {
        FileTokenStorage files = FileTokenStorage.in(folder.resolve("tokens"));
        EncryptedTokenStorage storage = EncryptedTokenStorage.of(files, key(1));

        storage.save("x", VALUE);
        byte[] first = files.load("x").orElseThrow();
        storage.save("x", VALUE);

        assertThat(storage.load("x"))
                .hasValueSatisfying(value -> assertThat(value).isEqualTo(VALUE));
        assertThat(first).asString().doesNotContain("s3cret");
        assertThat(files.load("x").orElseThrow()).isNotEqualTo(first);
        assertThat(storage.load("y")).isEmpty();
    }

    @Test
    void doesNotUseWhatItCannotDecrypt() throws Exception {
        InMemoryTokenStorage inner = new InMemoryTokenStorage();
        EncryptedTokenStorage storage = EncryptedTokenStorage.of(inner, key(1));
        storage.save("x", VALUE);

        assertThat(EncryptedTokenStorage.of(inner, key(2)).load("x")).isEmpty();
        inner.save("exchanged", inner.load("x").orElseThrow());
        assertThat(storage.load("exchanged")).isEmpty();
        inner.save("clear", VALUE);
        assertThat(storage.load("clear")).isEmpty();
        inner.save("short", "\"AQ==\"".getBytes(StandardCharsets.UTF_8));
        assertThat(storage.load("short")).isEmpty();
    }

    @Test
    void wantsAKeyOf256Bits() {
        InMemoryTokenStorage inner = new InMemoryTokenStorage();

        assertThatThrownBy(() -> EncryptedTokenStorage.of(inner, new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key has 16 bytes: give 32 random ones");
        assertThatThrownBy(() -> EncryptedTokenStorage.of(inner, new SecretKeySpec(new byte[16], "AES")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The key has 128 bits: give one of 256, such as KeyGenerator makes for AES");
    }
}
