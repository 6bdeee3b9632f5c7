package dev.fastmcp.api.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.DataMappingException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Base64ContentTest {

    private static final byte[] BYTES = {0, 1, -1};

    @Test
    void givesBackItsBytes() {
        assertThat(ImageContent.of(BYTES, "image/png").bytes()).isEqualTo(BYTES);
        assertThat(AudioContent.of(BYTES, "audio/wav").bytes()).isEqualTo(BYTES);
        assertThat(BlobResourceContents.of("a:b", BYTES).bytes()).isEqualTo(BYTES);
    }

    @Test
    void saysThatAServerSentNoBase64() {
        ImageContent broken = new ImageContent("!", "image/png", Optional.empty(), Map.of(), Map.of());

        assertThatThrownBy(broken::bytes)
                .isInstanceOf(DataMappingException.class)
                .hasMessageContaining("ImageContent.data");
    }
}
