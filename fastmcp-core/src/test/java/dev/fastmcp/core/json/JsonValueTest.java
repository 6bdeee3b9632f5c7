package dev.fastmcp.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonValueTest {

    @Test
    void aTextThatWasNeverWrittenDownStaysAsItIs() {
        String text = new StringBuilder("a text").toString();
        assertThat(JsonValue.of(text).asObject()).isSameAs(text);
        assertThat(JsonValue.of(true).asObject()).isEqualTo(true);
    }

    @Test
    void numbersHaveTheTypeOfFreeFormJsonWhereverTheyComeFrom() {
        assertThat(JsonValue.of(7L).asObject()).isEqualTo(7);
        assertThat(JsonValue.of(BigInteger.TEN).asObject()).isEqualTo(10);
        assertThat(JsonValue.of(1.5f).asObject()).isEqualTo(1.5);
    }

    @Test
    void objectsAreConvertedDownToTheirMembers() {
        assertThat(JsonValue.of(Map.of("ids", List.of(7L))).asObject()).isEqualTo(Map.of("ids", List.of(7)));
    }
}
