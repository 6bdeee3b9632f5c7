package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

    @Test
    void indentsObjectsAndArrays() {
        Map<String, Object> value = new LinkedHashMap<>();
        value.put("a", Arrays.asList(1, null, true));
        value.put("b", Map.of());
        value.put("c", List.of());
        assertThat(JsonText.pretty(value)).isEqualTo("""
            {
              "a": [
                1,
                null,
                true
              ],
              "b": {},
              "c": []
            }\
            """);
    }

    @Test
    void escapesWhatATerminalMightObey() {
        assertThat(JsonText.pretty("\"\\\u001b\u009b\u202e\n🙂é\udb40\udc41"))
                .isEqualTo("\"\\\"\\\\\\u001b\\u009b\\u202e\\n🙂é\\udb40\\udc41\"");
    }
}
