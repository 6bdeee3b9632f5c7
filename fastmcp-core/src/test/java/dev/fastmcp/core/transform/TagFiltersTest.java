package dev.fastmcp.core.transform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagFiltersTest {

    private static final String MODERN = "fastmcp";
    private static final String OLD = "_fastmcp";

    private static Map<String, Object> meta(String namespace, String... tags) {
        return Map.of(namespace, Map.of("tags", List.of(tags), "version", "1"));
    }

    private static Tool tool(Map<String, Object> meta) {
        return new Tool(
                "t",
                Optional.empty(),
                Optional.empty(),
                JsonValue.of(Map.of("type", "object")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                meta,
                Map.of());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "include_tags": ["a"]                           | a   | true
        "include_tags": ["a"]                           | b   | false
        "include_tags": ["b", "a"]                      | a   | true
        "include_tags": ["A"]                           | a   | false
        "exclude_tags": ["a"]                           | a   | false
        "exclude_tags": ["a"]                           | b   | true
        "include_tags": ["a"], "exclude_tags": ["a"]    | a   | false
        "include_tags": ["a"], "exclude_tags": ["b"]    | a   | true
        """)
    void tagsDecideWithoutAnyOtherChange(String members, String tag, boolean shown) {
        ToolTransforms transforms = ToolTransformsTest.transforms(members);
        assertThat(transforms.isEmpty()).isFalse();
        assertThat(transforms.filtersTags()).isTrue();
        for (String namespace : List.of(MODERN, OLD)) {
            assertThat(transforms.shown(tool(meta(namespace, tag))).isPresent()).isEqualTo(shown);
            assertThat(transforms.shows(meta(namespace, tag))).isEqualTo(shown);
        }
    }

    @Test
    void aComponentWithoutTagsIsNotIncluded() {
        for (Map<String, Object> meta : List.<Map<String, Object>>of(
                Map.of(),
                meta(MODERN),
                Map.of(MODERN, "tags"),
                Map.of(MODERN, Map.of("tags", "a")),
                Map.of(MODERN, Map.of("tags", List.of(1))))) {
            assertThat(ToolTransformsTest.transforms("\"include_tags\": [\"a\"]")
                            .shows(meta))
                    .isFalse();
            assertThat(ToolTransformsTest.transforms("\"exclude_tags\": [\"a\"]")
                            .shows(meta))
                    .isTrue();
        }
    }

    @Test
    void theOlderNamespaceCountsOnlyWithoutTheOtherOne() {
        Map<String, Object> both = Map.of(MODERN, Map.of("tags", List.of("a")), OLD, Map.of("tags", List.of("b")));
        assertThat(ToolTransformsTest.transforms("\"include_tags\": [\"a\"]").shows(both))
                .isTrue();
        assertThat(ToolTransformsTest.transforms("\"include_tags\": [\"b\"]").shows(both))
                .isFalse();
    }

    @Test
    void filtersSeeTheTagsThatTheConfigurationGives() {
        ToolTransforms transforms = ToolTransformsTest.transforms(
                "\"tools\": {\"t\": {\"tags\": [\"mine\"]}}, \"include_tags\": [\"mine\"]");
        assertThat(transforms.shown(tool(meta(OLD, "theirs")))).isPresent();
        assertThat(transforms.shown(tool(Map.of()))).isPresent();
        ToolTransforms excluding = ToolTransformsTest.transforms(
                "\"tools\": {\"t\": {\"tags\": [\"mine\"]}}, \"exclude_tags\": [\"mine\"]");
        assertThat(excluding.shown(tool(meta(OLD, "theirs")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {MODERN, OLD})
    void newTagsAreShownWhereTheServerShowsThem(String namespace) {
        Tool shown = ToolTransformsTest.transforms("\"tools\": {\"t\": {\"tags\": [\"mine\"]}}")
                .shown(tool(meta(namespace, "theirs")))
                .orElseThrow();
        assertThat(shown.meta()).isEqualTo(meta(namespace, "mine"));
    }

    @Test
    void newTagsAndVersionsAreShownWhereNewerServersShowThem() {
        Tool shown = ToolTransformsTest.transforms("\"tools\": {\"t\": {\"tags\": [\"b\", \"a\"], \"version\": \"2\"}}")
                .shown(tool(Map.of("x", 1)))
                .orElseThrow();
        assertThat(shown.meta()).isEqualTo(Map.of("x", 1, MODERN, Map.of("tags", List.of("b", "a"), "version", "2")));
    }

    @Test
    void noNewTagsLeaveThoseOfTheServer() {
        Tool original = tool(meta(MODERN, "theirs"));
        assertThat(ToolTransformsTest.transforms("\"tools\": {\"t\": {\"tags\": []}}")
                        .shown(original))
                .contains(original);
    }

    @Test
    void aReplacedMetaKeepsWhatMakesTheToolWork() {
        Map<String, Object> original = Map.of(
                MODERN, Map.of("tags", List.of("a"), "version", "1"), "ui", Map.of("visibility", "app"), "old", 1);
        Tool shown = ToolTransformsTest.transforms(
                        "\"tools\": {\"t\": {\"meta\": {\"new\": 2, \"ui\": {\"more\": 3}}}}, \"include_tags\":"
                                + " [\"a\"]")
                .shown(tool(original))
                .orElseThrow();
        assertThat(shown.meta())
                .isEqualTo(Map.of(
                        MODERN,
                        Map.of("tags", List.of("a"), "version", "1"),
                        "ui",
                        Map.of("visibility", "app", "more", 3),
                        "new",
                        2));
    }
}
