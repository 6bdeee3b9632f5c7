package dev.fastmcp.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolTransformsTest {

    private static final JsonValue SCHEMA = JsonValue.parse("{\"type\": \"object\"}");

    /** Members of an entry, in JSON. */
    static ToolTransforms transforms(String members) {
        McpConfig config = McpConfig.parse("{\"mcpServers\": {\"w\": {\"command\": \"x\", " + members + "}}}");
        return ToolTransforms.of("mcpServers.w", config.server("w"));
    }

    private static ToolTransforms tools(String tools) {
        return transforms("\"tools\": " + tools);
    }

    private static Tool tool(String name) {
        return Tool.of(name, "as the server says", SCHEMA);
    }

    private static Tool withMeta(String name, Map<String, Object> meta) {
        return new Tool(
                name,
                Optional.of("Title"),
                Optional.of("as the server says"),
                SCHEMA,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                meta,
                Map.of("x-more", 1));
    }

    @Test
    void anEntryThatSaysNothingChangesNothing() {
        for (String members : List.of("\"a\": 1", "\"tools\": null", "\"tools\": {}", "\"include_tags\": []")) {
            ToolTransforms none = transforms(members);
            Tool tool = tool("t");
            Map<String, Object> given = Map.of("a", 1);
            assertThat(none.isEmpty()).isTrue();
            assertThat(none.filtersTags()).isFalse();
            assertThat(none.shown(tool)).containsSame(tool);
            assertThat(none.shown(List.of(tool))).containsExactly(tool);
            assertThat(none.original("t")).contains("t");
            assertThat(none.arguments("t", given)).isSameAs(given);
            assertThat(none.unused(List.of())).isEmpty();
        }
    }

    @Test
    void aToolGetsAnotherNameTitleDescriptionAndMeta() {
        ToolTransforms transforms =
                tools("{\"t\": {\"name\": \"u\", \"title\": \"U\", \"description\": \"d\", \"meta\": {\"m\": 1}}}");
        Tool shown = transforms.shown(withMeta("t", Map.of("old", true))).orElseThrow();
        assertThat(transforms.isEmpty()).isFalse();
        assertThat(shown.name()).isEqualTo("u");
        assertThat(shown.title()).contains("U");
        assertThat(shown.description()).contains("d");
        assertThat(shown.meta()).isEqualTo(Map.of("m", 1));
        assertThat(shown.extra()).isEqualTo(Map.of("x-more", 1));
        assertThat(shown.inputSchema()).isSameAs(SCHEMA);
    }

    @Test
    void whatIsNotWrittenStaysAndNullTakesAway() {
        Tool original = withMeta("t", Map.of("old", true));
        assertThat(tools("{\"t\": {\"name\": null, \"tags\": null}}").shown(original))
                .contains(original);
        Tool bare = tools("{\"t\": {\"title\": null, \"description\": null, \"meta\": null}}")
                .shown(original)
                .orElseThrow();
        assertThat(bare.name()).isEqualTo("t");
        assertThat(bare.title()).isEmpty();
        assertThat(bare.description()).isEmpty();
        assertThat(bare.meta()).isEmpty();
    }

    @Test
    void otherToolsStayAsTheyAre() {
        Tool other = tool("other");
        assertThat(tools("{\"t\": {\"name\": \"u\"}}").shown(other)).containsSame(other);
    }

    @Test
    void aToolThatIsNotEnabledIsHiddenAndCannotBeReached() {
        ToolTransforms transforms = tools("{\"t\": {\"enabled\": false, \"name\": \"u\"}, \"e\": {\"enabled\": true}}");
        assertThat(transforms.shown(tool("t"))).isEmpty();
        assertThat(transforms.shown(tool("e"))).contains(tool("e"));
        assertThat(transforms.original("t")).isEmpty();
        assertThat(transforms.original("e")).contains("e");
    }

    @Test
    void aRenamedToolIsReachedByItsNewNameOnly() {
        ToolTransforms transforms = tools("{\"t\": {\"name\": \"u\"}}");
        assertThat(transforms.original("u")).contains("t");
        assertThat(transforms.original("t")).isEmpty();
        assertThat(transforms.original("nobody transformed it")).contains("nobody transformed it");
    }

    @Test
    void twoToolsMayTakeEachOthersName() {
        ToolTransforms swapped = tools("{\"a\": {\"name\": \"b\"}, \"b\": {\"name\": \"a\"}}");
        assertThat(swapped.original("a")).contains("b");
        assertThat(swapped.original("b")).contains("a");
        assertThat(swapped.shown(List.of(tool("a"), tool("b"))))
                .extracting(Tool::name)
                .containsExactly("b", "a");
    }

    @Test
    void twoToolsWithOneNameAreRefusedAndBothAreNamed() {
        assertThatThrownBy(() -> tools("{\"a\": {\"name\": \"c\"}, \"b\": {\"name\": \"c\"}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mcpServers.w.tools: the tools \"a\" and \"b\" would both be called \"c\": give one of"
                        + " them another name");
        assertThatThrownBy(() -> tools("{\"a\": {\"name\": \"b\"}, \"b\": {\"title\": \"B\"}}"))
                .hasMessageContaining("the tools \"a\" and \"b\" would both be called \"b\"");
        ToolTransforms taken = tools("{\"a\": {\"name\": \"b\"}}");
        assertThatThrownBy(() -> taken.shown(List.of(tool("a"), tool("b"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("the tools \"a\" and \"b\" would both be called \"b\"");
    }

    @Test
    void aHiddenToolTakesNoName() {
        ToolTransforms transforms = tools("{\"a\": {\"name\": \"b\"}, \"b\": {\"enabled\": false}}");
        assertThat(transforms.shown(List.of(tool("a"), tool("b"))))
                .extracting(Tool::name)
                .containsExactly("b");
        assertThat(transforms.original("b")).contains("a");
    }

    @Test
    void aToolThatAServerListsTwiceIsNotRefused() {
        assertThat(tools("{\"a\": {\"name\": \"b\"}}").shown(List.of(tool("a"), tool("a"))))
                .hasSize(2);
    }

    @Test
    void changesForToolsThatAreNotThereAreReportedWithTheNearestName() {
        ToolTransforms transforms = tools("{\"ad\": {}, \"weather\": {}, \"add\": {}}");
        assertThat(transforms.unused(List.of("add", "sub")))
                .containsExactly(
                        "mcpServers.w.tools.ad: the server has no such tool; did you mean \"add\"?",
                        "mcpServers.w.tools.weather: the server has no such tool; there are: \"add\", \"sub\"");
        assertThat(tools("{\"ad\": {}}").unused(List.of()))
                .containsExactly("mcpServers.w.tools.ad: the server has no such tool; there is none");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        []                                                      | tools: must be an object, not a list
        7                                                       | tools: must be an object, not a number
        {"t": null}                                             | tools.t: must be an object, not null
        {"t": "u"}                                              | tools.t: must be an object, not this string
        {"t": {"nmae": "u"}}                                    | tools.t.nmae: unknown; did you mean "name"?
        {"t": {"args": {}}}                                     | tools.t.args: unknown; there are:
        {"t": {"name": 1}}                                      | tools.t.name: must be a string that is not blank, not a number
        {"t": {"name": " "}}                                    | tools.t.name: must be a string that is not blank
        {"t": {"title": []}}                                    | tools.t.title: must be a string, or null to take it away, not a list
        {"t": {"description": true}}                            | tools.t.description: must be a string, or null to take it away, not a boolean
        {"t": {"tags": "a"}}                                    | tools.t.tags: must be a list of strings, not this string
        {"t": {"tags": [1]}}                                    | tools.t.tags: must be a list of strings, not a list of other values
        {"t": {"meta": []}}                                     | tools.t.meta: must be an object, or null
        {"t": {"enabled": "no"}}                                | tools.t.enabled: must be true or false, not this string
        {"t": {"enabled": null}}                                | tools.t.enabled: must be true or false, not null
        {"t": {"arguments": null}}                              | tools.t.arguments: must be an object, not null
        {"a b": {"arguments": {"x": 1}}}                        | tools["a b"].arguments.x: must be an object, not a number
        {"t": {"arguments": {"x": {"hidden": true}}}}           | tools.t.arguments.x.hidden: unknown; did you mean "hide"?
        {"t": {"arguments": {"x": {"Description": "d"}}}}       | tools.t.arguments.x.Description: unknown; did you mean "description"?
        {"t": {"arguments": {"x": {"type": "string"}}}}         | tools.t.arguments.x.type: unknown; there are:
        {"t": {"arguments": {"x": {"hide": "yes"}}}}            | tools.t.arguments.x.hide: must be true or false
        {"t": {"arguments": {"x": {"name": ""}}}}               | tools.t.arguments.x.name: must be a string that is not blank
        {"t": {"arguments": {"x": {"required": false}}}}        | tools.t.arguments.x.required: can only be true; to make an argument optional, give it a default
        {"t": {"arguments": {"x": {"required": true, "default": 1}}}} | tools.t.arguments.x.required: an argument with a default is never required
        {"t": {"arguments": {"x": {"required": true, "hide": true}}}} | tools.t.arguments.x.required: an argument that is hidden cannot be given
        {"t": {"arguments": {"x": {"name": "z"}, "y": {"name": "z"}}}} | tools.t.arguments: the arguments "x" and "y" would both be called "z"
        """)
    void whatIsWrongIsNamedWithItsPlace(String tools, String message) {
        assertThatThrownBy(() -> tools(tools))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("mcpServers.w." + message);
    }

    @Test
    void valuesAreNotRepeatedInMessages() {
        assertThatThrownBy(() -> tools("{\"t\": {\"arguments\": {\"key\": \"s3cret\"}}}"))
                .hasMessageNotContaining("s3cret");
    }
}
