package dev.fastmcp.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Tool;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** REQ-234: which values go into headers. */
class MirroredParametersTest {

    private record Place(String region, int floor) {}

    private final MirroredParameters mirrored = new MirroredParameters();

    private static Tool tool(String name, String properties) {
        return Tool.of(name, "", JsonValue.parse("{\"type\":\"object\",\"properties\":{" + properties + "}}"));
    }

    private static Tool place() {
        return tool("place", """
            "region":{"type":"string","x-mcp-header":"Region"},
            "floor":{"type":"integer","x-mcp-header":"Floor"},
            "open":{"type":"boolean","x-mcp-header":"Open"},
            "at":{"type":"object","properties":{"street":{"type":"string","x-mcp-header":"Street"}}}\
            """);
    }

    private void learn(Tool... tools) {
        mirrored.usable(ListToolsResult.of(List.of(tools)));
    }

    @Test
    void sendsStringsIntegersAndBooleansAsTheyAre() {
        learn(place());

        assertThat(mirrored.of("place", Map.of("region", " ü ", "floor", 3, "open", true, "at", Map.of("street", ""))))
                .containsOnly(
                        Map.entry("Region", " ü "),
                        Map.entry("Floor", "3"),
                        Map.entry("Open", "true"),
                        Map.entry("Street", ""));
    }

    @Test
    void leavesOutWhatIsAbsentOrNull() {
        learn(place());
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("region", null);
        arguments.put("at", "no object");

        assertThat(mirrored.of("place", arguments)).isEmpty();
    }

    @Test
    void looksIntoRecordsAndRawJson() {
        learn(place());

        assertThat(mirrored.of("place", new Place("eu", 2)))
                .containsOnly(Map.entry("Region", "eu"), Map.entry("Floor", "2"));
        assertThat(mirrored.of("place", JsonValue.parse("{\"floor\":2}"))).containsOnly(Map.entry("Floor", "2"));
    }

    @Test
    void writesIntegersInDecimal() {
        learn(place());

        assertThat(mirrored.of("place", Map.of("floor", 9007199254740991L))).containsEntry("Floor", "9007199254740991");
        assertThat(mirrored.of("place", Map.of("floor", new BigDecimal("1E+3"))))
                .containsEntry("Floor", "1000");
        assertThat(mirrored.of("place", Map.of("floor", 2.0))).containsEntry("Floor", "2");
    }

    @Test
    void refusesIntegersThatOtherLanguagesCannotHold() {
        learn(place());

        for (Object tooLarge : List.of(9007199254740992L, new BigDecimal("1E+999999999"))) {
            assertThatThrownBy(() -> mirrored.of("place", Map.of("floor", tooLarge)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("argument floor of tool place is out of range: the server wants it in a header, where"
                            + " integers go to 2^53 - 1");
        }
    }

    @Test
    void knowsNothingOfToolsThatWereNotListed() {
        assertThat(mirrored.of("place", Map.of("region", "eu"))).isEmpty();
    }

    @Test
    void forgetsWhatANewerListNoLongerWants() {
        learn(place());
        learn(tool("place", "\"region\":{\"type\":\"string\"}"));

        assertThat(mirrored.of("place", Map.of("region", "eu"))).isEmpty();
    }

    @Test
    void dropsToolsWithInvalidAnnotationsAndKeepsTheOthers() {
        ListToolsResult usable = mirrored.usable(ListToolsResult.of(
                List.of(place(), tool("bad", "\"a\":{\"type\":\"number\",\"x-mcp-header\":\"A\"}"))));

        assertThat(usable.tools()).extracting(Tool::name).containsExactly("place");
    }
}
