package dev.fastmcp.core.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Tool;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentTransformsTest {

    private static final String SCHEMA = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{\
        "q":{"type":"string","description":"text","default":"x","examples":["a"]},\
        "limit":{"$ref":"#/$defs/n"},"key":{"type":"string"},"any":true},\
        "required":["key","limit"],"additionalProperties":false,"$defs":{"n":{"type":"integer"}}}\
        """;

    private static ToolTransforms find(String arguments) {
        return ToolTransformsTest.transforms(
                "\"tools\": {\"find\": {\"name\": \"search\", \"arguments\": " + arguments + "}}");
    }

    private static String shown(String arguments) {
        return shown(arguments, SCHEMA);
    }

    private static String shown(String arguments, String schema) {
        Tool tool = Tool.of("find", "d", JsonValue.parse(schema));
        return find(arguments).shown(tool).orElseThrow().inputSchema().toJson();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {}                                          | {"limit":{}}                       | {"limit":{}}
        {"q": {"name": "query"}}                    | {"q":{"type":"string"}}            | {"query":{"type":"string"}}
        {"q": {"name": null}}                       | {"q":{"type":"string"}}            | {"q":{"type":"string"}}
        {"q": {"description": "d"}}                 | {"q":{"description":"t","a":1}}    | {"q":{"description":"d","a":1}}
        {"q": {"description": null}}                | {"q":{"description":"t","a":1}}    | {"q":{"a":1}}
        {"q": {"default": [1]}}                     | {"q":{"default":"x"}}              | {"q":{"default":[1]}}
        {"q": {"default": null}}                    | {"q":{}}                           | {"q":{"default":null}}
        {"q": {"examples": ["a", 1]}}               | {"q":{}}                           | {"q":{"examples":["a",1]}}
        {"q": {"examples": "a"}}                    | {"q":{}}                           | {"q":{"examples":["a"]}}
        {"q": {"examples": null}}                   | {"q":{"examples":[1]}}             | {"q":{}}
        {"q": {"description": "d"}}                 | {"q":true}                         | {"q":{"description":"d"}}
        {"q": {"name": "query"}}                    | {"q":false}                        | {"query":false}
        {"q": {"hide": true}}                       | {"p":{},"q":{}}                    | {"p":{}}
        {"q": {"hide": false}}                      | {"p":{},"q":{}}                    | {"p":{},"q":{}}
        {"q": {"name": "p"}, "p": {"name": "q"}}    | {"p":{"a":1},"q":{"b":1}}          | {"q":{"a":1},"p":{"b":1}}
        {"q": {"name": "p"}, "p": {"hide": true}}   | {"p":{"a":1},"q":{"b":1}}          | {"p":{"b":1}}
        """)
    void propertiesChangeInTheirPlace(String arguments, String properties, String expected) {
        assertThat(shown(arguments, "{\"properties\":" + properties + "}"))
                .isEqualTo("{\"properties\":" + expected + "}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        {"a": {"name": "x"}}                          | ["b","a"]   | ["b","x"]
        {"a": {"default": 1}}                         | ["b","a"]   | ["b"]
        {"a": {"hide": true, "default": 1}}           | ["b","a"]   | ["b"]
        {"a": {"hide": true}}                         | ["b"]       | ["b"]
        {"c": {"required": true}}                     | ["b","a"]   | ["b","a","c"]
        {"c": {"required": true, "name": "x"}}        | ["b","a"]   | ["b","a","x"]
        {"a": {"required": true, "name": "x"}}        | ["b","a"]   | ["b","x"]
        {"a": {"required": null}}                     | ["b","a"]   | ["b","a"]
        {"a": {"name": "b"}, "b": {"name": "a"}}      | ["b","a"]   | ["a","b"]
        """)
    void requiredArgumentsFollow(String arguments, String required, String expected) {
        String properties = "\"properties\":{\"a\":{},\"b\":{},\"c\":{\"default\":1}}";
        String shown = shown(arguments, "{" + properties + ",\"required\":" + required + "}");
        assertThat(JsonValue.parse(shown).member("required")).contains(JsonValue.parse(expected));
    }

    @Test
    void requiringAnArgumentTakesItsDefaultAway() {
        assertThat(shown("{\"q\": {\"required\": true}}", "{\"properties\":{\"q\":{\"default\":1}}}"))
                .isEqualTo("{\"properties\":{\"q\":{}},\"required\":[\"q\"]}");
    }

    @Test
    void anEmptyListOfRequiredArgumentsIsLeftOut() {
        assertThat(shown("{\"q\": {\"default\": 1}}", "{\"properties\":{\"q\":{}},\"required\":[\"q\"]}"))
                .isEqualTo("{\"properties\":{\"q\":{\"default\":1}}}");
    }

    @Test
    void everythingElseInTheSchemaStays() {
        assertThat(shown("{\"limit\": {\"name\": \"max\"}, \"key\": {\"hide\": true, \"default\": \"k\"}}"))
                .isEqualTo("""
                    {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","properties":{\
                    "q":{"type":"string","description":"text","default":"x","examples":["a"]},\
                    "max":{"$ref":"#/$defs/n"},"any":true},\
                    "required":["max"],"additionalProperties":false,"$defs":{"n":{"type":"integer"}}}\
                    """);
    }

    @Test
    void anArgumentThatTheToolDoesNotHaveIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> shown("{\"limits\": {\"name\": \"max\"}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mcpServers.w.tools.find.arguments.limits: the tool has no such argument; did you mean"
                        + " \"limit\"?");
        assertThatThrownBy(() -> shown("{\"place\": {}}", "{\"properties\":{\"a\":{},\"b\":{}}}"))
                .hasMessageEndingWith("the tool has no such argument; there are: \"a\", \"b\"");
        for (String schema : new String[] {"{}", "true", "null", "{\"properties\":[]}"}) {
            assertThatThrownBy(() -> shown("{\"place\": {}}", schema))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageEndingWith("the tool has no such argument; there is none");
        }
    }

    @Test
    void aRequiredArgumentCannotBeHiddenWithoutADefault() {
        assertThatThrownBy(() -> shown("{\"key\": {\"hide\": true}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mcpServers.w.tools.find.arguments.key.hide: the server requires this argument: give a"
                        + " default as well, or show it");
    }

    @Test
    void aNameThatAnotherArgumentHasIsRefused() {
        assertThatThrownBy(() -> shown("{\"q\": {\"name\": \"limit\"}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessage("mcpServers.w.tools.find.arguments: the arguments \"q\" and \"limit\" would both be called"
                        + " \"limit\": give one of them another name");
    }

    @Test
    void anArgumentThatNothingFitsCannotBeDescribed() {
        assertThatThrownBy(() -> shown("{\"q\": {\"description\": \"d\"}}", "{\"properties\":{\"q\":false}}"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("arguments.q: the server says that nothing fits this argument");
    }

    @Test
    void argumentsGetTheirOriginalNamesAndOthersPass() {
        ToolTransforms transforms = find("{\"q\": {\"name\": \"query\"}, \"limit\": {\"description\": \"d\"}}");
        assertThat(transforms.arguments("find", Map.of("query", "x", "limit", 2, "more", 3)))
                .isEqualTo(Map.of("q", "x", "limit", 2, "more", 3));
        assertThat(transforms.arguments("other", Map.of("query", "x"))).isEqualTo(Map.of("query", "x"));
    }

    @Test
    void defaultsAndHiddenValuesArePutIn() {
        ToolTransforms transforms = find("{\"key\": {\"hide\": true, \"default\": \"k\"}, \"any\": {\"hide\": true},"
                + " \"limit\": {\"name\": \"max\", \"default\": 10}}");
        assertThat(transforms.arguments("find", Map.of("q", "x"))).isEqualTo(Map.of("q", "x", "key", "k", "limit", 10));
        assertThat(transforms.arguments("find", Map.of("max", 5))).isEqualTo(Map.of("limit", 5, "key", "k"));
    }

    @Test
    void nullIsAValue() {
        Map<String, Object> given = new HashMap<>();
        given.put("max", null);
        Map<String, Object> expected = new HashMap<>();
        expected.put("limit", null);
        expected.put("key", null);
        assertThat(find("{\"limit\": {\"name\": \"max\", \"default\": 10}, \"key\": {\"hide\": true, \"default\":"
                                + " null}}")
                        .arguments("find", given))
                .isEqualTo(expected);
    }

    @Test
    void hiddenArgumentsMustNotBeGiven() {
        ToolTransforms transforms = find("{\"key\": {\"hide\": true, \"default\": \"s3cret\"}}");
        assertThatThrownBy(() -> transforms.arguments("find", Map.of("key", "mine")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "The argument \"key\" of the tool \"search\" cannot be given: the configuration of the server"
                                + " has hidden it: leave it out");
    }

    @Test
    void oldNamesMustNotBeUsed() {
        ToolTransforms transforms = find("{\"q\": {\"name\": \"query\"}}");
        assertThatThrownBy(() -> transforms.arguments("find", Map.of("q", "x")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The argument \"q\" of the tool \"search\" is unknown: here it is called \"query\"");
    }

    @Test
    void argumentsThatTheConfigurationRequiresMustBeGiven() {
        ToolTransforms transforms = find("{\"q\": {\"name\": \"query\", \"required\": true}}");
        assertThatThrownBy(() -> transforms.arguments("find", Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The argument \"query\" of the tool \"search\" is missing: the configuration of the server"
                        + " requires it");
        assertThat(transforms.arguments("find", Map.of("query", 1))).isEqualTo(Map.of("q", 1));
    }

    @Test
    void namesMayBeSwappedAndTheNameOfAHiddenArgumentUsedAgain() {
        assertThat(find("{\"q\": {\"name\": \"p\"}, \"p\": {\"name\": \"q\"}}")
                        .arguments("find", Map.of("q", 1, "p", 2)))
                .isEqualTo(Map.of("p", 1, "q", 2));
        assertThat(find("{\"q\": {\"name\": \"p\"}, \"p\": {\"hide\": true, \"default\": 7}}")
                        .arguments("find", Map.of("p", 1)))
                .isEqualTo(Map.of("q", 1, "p", 7));
    }
}
