package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.auth.internal.store.StoreLog;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EncryptedTokenStorageTest {

    private static final byte[] SECRET = "{\"access_token\":\"very-secret\"}".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private final byte[] key = new byte[32];
    private FileTokenStorage inner;
    private EncryptedTokenStorage storage;
    private StoreLog log;

    @BeforeEach
    void open() throws ReflectiveOperationException {
        Arrays.fill(key, (byte) 7);
        inner = FileTokenStorage.in(folder.resolve("tokens"));
        storage = EncryptedTokenStorage.of(inner, key);
        log = new StoreLog();
    }

    @AfterEach
    void stop() throws ReflectiveOperationException {
        log.close();
    }

    private String file(String name) throws IOException {
        return Files.readString(folder.resolve("tokens").resolve(name + ".json"));
    }

    private Map<String, Object> envelope() throws IOException {
        byte[] stored = inner.load("a").orElseThrow();
        return new LinkedHashMap<>(
                JsonValue.raw(JsonCodec.discovered(), stored, 0, stored.length).asMap());
    }

    @Test
    void readsBackWhatItEncrypted() throws Exception {
        storage.save("a", SECRET);
        storage.save("empty", new byte[0]);
        storage.lock("a").close();

        assertThat(file("a")).contains("\"encrypted\"").doesNotContain("very-secret", "access_token");
        assertThat(EncryptedTokenStorage.of(inner, new SecretKeySpec(key, "AES"))
                        .load("a"))
                .hasValue(SECRET);
        assertThat(storage.load("empty")).hasValue(new byte[0]);
        assertThat(storage.load("never")).isEmpty();
        storage.delete("a");
        assertThat(storage.load("a")).isEmpty();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void usesANonceOnce() throws IOException {
        storage.save("a", SECRET);
        Map<String, Object> first = envelope();
        storage.save("a", SECRET);

        assertThat(envelope().get("nonce")).isNotEqualTo(first.get("nonce"));
        assertThat(envelope().get("encrypted")).isNotEqualTo(first.get("encrypted"));
    }

    @Test
    void keepsWhatAnotherKeyEncrypted() throws IOException {
        storage.save("a", SECRET);
        String before = file("a");
        EncryptedTokenStorage other = EncryptedTokenStorage.of(inner, new byte[32]);

        assertThat(other.load("a")).isEmpty();
        assertThat(other.load("a")).isEmpty();
        assertThat(file("a")).isEqualTo(before);
        assertThat(log.lines())
                .containsExactly("WARNING a in " + inner
                        + " was not encrypted with this key, or has been changed since; it counts as absent");
        other.save("a", new byte[] {1});

        assertThat(other.load("a")).hasValue(new byte[] {1});
        assertThat(storage.load("a")).isEmpty();
        assertThat(log.lines())
                .contains("WARNING a in " + inner
                        + " was not encrypted with this key, or has been changed since; it was moved to a.corrupt-1");
        // Back under its name it can be read with its key.
        inner.save("a", inner.load("a.corrupt-1").orElseThrow());
        assertThat(storage.load("a")).hasValue(SECRET);
    }

    @ParameterizedTest
    @ValueSource(strings = {"salt", "nonce", "encrypted"})
    void noticesEveryChange(String member) throws IOException {
        storage.save("a", SECRET);
        Map<String, Object> envelope = envelope();
        byte[] bytes = Base64.getDecoder().decode((String) envelope.get(member));
        bytes[bytes.length - 1] ^= 1;
        envelope.put(member, Base64.getEncoder().encodeToString(bytes));
        inner.save("a", JsonCodec.discovered().encode(envelope));

        assertThat(storage.load("a")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"version", "key", "salt", "nonce", "encrypted"})
    void noticesWhatIsMissingOrMalformed(String member) throws IOException {
        storage.save("a", SECRET);
        for (Object wrong : new Object[] {"", "2", "!", 7, Map.of()}) {
            Map<String, Object> envelope = envelope();
            envelope.put(member, wrong);
            inner.save("b", JsonCodec.discovered().encode(envelope));
            assertThat(storage.load("b")).isEmpty();
        }
    }

    @Test
    void noticesValuesThatChangedPlaces() throws IOException {
        storage.save("a", SECRET);
        inner.save("b", inner.load("a").orElseThrow());

        assertThat(storage.load("b")).isEmpty();
    }

    @Test
    void doesNotTakeOverWhatIsNotEncryptedAndDoesNotLeaveItSo() throws IOException {
        inner.save("a", SECRET);

        assertThat(storage.load("a")).isEmpty();
        storage.save("a", new byte[] {1});

        assertThat(storage.load("a")).hasValue(new byte[] {1});
        assertThat(storage.load("a.corrupt-1")).hasValue(SECRET);
        assertThat(file("a.corrupt-1")).doesNotContain("very-secret");
    }

    @Test
    void makesKeysOfPassphrases() throws IOException {
        char[] passphrase = "correct horse ä".toCharArray();
        EncryptedTokenStorage first = EncryptedTokenStorage.of(inner, passphrase);
        Arrays.fill(passphrase, '\0');
        first.save("a", SECRET);
        first.save("b", SECRET);

        EncryptedTokenStorage second = EncryptedTokenStorage.of(inner, "correct horse ä".toCharArray());
        assertThat(second.load("a")).hasValue(SECRET);
        assertThat(second.load("b")).hasValue(SECRET);
        assertThat(envelope()).containsEntry("key", "pbkdf2-sha256-600000");
        assertThat(EncryptedTokenStorage.of(inner, "wrong horse".toCharArray()).load("a"))
                .isEmpty();
        assertThat(storage.load("a")).isEmpty();
    }

    @Test
    void saltsPassphrases() throws IOException {
        EncryptedTokenStorage.of(inner, "same".toCharArray()).save("a", SECRET);
        Object salt = envelope().get("salt");
        EncryptedTokenStorage.of(new InMemoryTokenStorage(), "same".toCharArray());
        inner.delete("a");
        EncryptedTokenStorage.of(inner, "same".toCharArray()).save("a", SECRET);

        assertThat(envelope().get("salt")).isNotEqualTo(salt);
    }

    @Test
    void refusesKeysOfTheWrongKind() {
        assertThatThrownBy(() -> EncryptedTokenStorage.of(inner, new byte[16]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key must have 32 bytes, and not 16");
        assertThatThrownBy(() -> EncryptedTokenStorage.of(inner, new SecretKeySpec(new byte[16], "AES")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key must be for AES with 256 bits, and not for AES with 128 bits");
        assertThatThrownBy(() -> EncryptedTokenStorage.of(inner, new SecretKeySpec(key, "HmacSHA256")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key must be for AES with 256 bits, and not for HmacSHA256 with 256 bits");
        assertThatThrownBy(() -> EncryptedTokenStorage.of(inner, new char[0]))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("passphrase must not be empty");
    }

    @Test
    void showsNoKey() {
        assertThat(storage).hasToString("EncryptedTokenStorage[" + inner + "]");
    }
}
