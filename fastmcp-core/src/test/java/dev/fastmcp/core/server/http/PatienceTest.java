package dev.fastmcp.core.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatienceTest {

    private static final int MOST = 300_000;

    private final Patience patience = new Patience(Duration.ofSeconds(10));

    @AfterEach
    void close() {
        patience.close();
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "0,-1",
        "1,1",
        "1,-1",
        "1024,-1",
        "1025,-1",
        "65536,65536",
        "65537,65537",
        "65537,-1",
        "200000,200000"
    })
    void readsAllOfABodyWhateverWasSaidOfItsLength(int length, long said) throws IOException {
        assertThat(read(length, said)).isEqualTo(bytes(length));
    }

    @ParameterizedTest
    @CsvSource({"400000,400000", "400000,-1", "400000,5000000000"})
    void readsNoMoreThanIsWanted(int length, long said) throws IOException {
        assertThat(read(length, said)).isEqualTo(Arrays.copyOf(bytes(length), MOST));
    }

    @ParameterizedTest
    @CsvSource({"10,1000", "100000,200000"})
    void aBodyMayEndTooSoon(int length, long said) throws IOException {
        assertThat(read(length, said)).isEqualTo(bytes(length));
    }

    private byte[] read(int length, long said) throws IOException {
        return patience.read(new ByteArrayInputStream(bytes(length)), said, MOST);
    }

    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) i;
        }
        return bytes;
    }
}
