package dev.fastmcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Utf8BufferTest {

    private static final byte[] LARGE = "x".repeat(100_000).getBytes(StandardCharsets.US_ASCII);

    @Test
    void isFullAfterALargePieceAndWhatWasToFollow() {
        Utf8Buffer out = new Utf8Buffer(16, 1);
        out.ascii("[");
        out.write(LARGE, 0, LARGE.length);
        out.write(']');
        assertThat(out.toBytes())
                .isSameAs(out.toBytes())
                .hasSize(LARGE.length + 2)
                .startsWith('[')
                .endsWith(']');
    }

    @Test
    void takesMoreThanWasToFollow() {
        Utf8Buffer out = new Utf8Buffer(16, 1);
        out.write(LARGE, 0, LARGE.length);
        out.ascii("and more");
        assertThat(new String(out.toBytes(), StandardCharsets.US_ASCII)).endsWith("xand more");
    }
}
