package dev.fastmcp.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ToolArgument;
import dev.fastmcp.api.ToolName;
import dev.fastmcp.core.FakeServer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BindDifferencesTest {

    public enum Level {
        LOW,
        HIGH
    }

    public record Area(String country, int zone) {}

    public record Tree(String name, List<Tree> children) {}

    private static void bind(Class<?> type, String... tools) {
        FakeServer server = FakeServer.legacy()
                .answering(
                        "tools/list",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[" + String.join(",", tools) + "]}}");
        try (ClientSession session = Client.connect(server)) {
            session.bind(type);
        }
    }

    /** A tool with an input schema that holds these members. */
    private static String tool(String name, String schema) {
        return "{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\"," + schema + "}}";
    }

    private static String returning(String name, String output) {
        return "{\"name\":\"" + name + "\",\"inputSchema\":{\"type\":\"object\",\"properties\":{}},\"outputSchema\":"
                + output + "}";
    }

    private static List<String> differences(Class<?> type, String... tools) {
        Throwable thrown = catchThrowable(() -> bind(type, tools));
        assertThat(thrown)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "The interface " + type.getName() + " does not fit the tools of the server \"fake\":\n");
        return thrown.getMessage().lines().skip(1).map(String::strip).toList();
    }

    interface Several {
        void forcast(String city);

        void alerts(Area area, String town, CallOptions options);

        @ToolName("nope")
        String other();
    }

    @Test
    void tellsEverythingAtOnceMethodByMethod() {
        assertThat(
                        differences(
                                Several.class,
                                tool("forecast", "\"properties\":{\"city\":{\"type\":\"string\"}}"),
                                tool(
                                        "alerts",
                                        "\"properties\":{\"area\":{\"type\":\"object\",\"properties\":{\"country\":{\"type\":\"integer\"},"
                                            + "\"zones\":{}},\"required\":[\"zones\"]},\"since\":{\"type\":\"string\"}},\"required\":[\"area\",\"since\"]")))
                .containsExactly(
                        "alerts(Area, String, CallOptions): argument \"area\": \"country\": String is no integer",
                        "alerts(Area, String, CallOptions): argument \"area\": the schema has no property \"zone\" for"
                                + " Area.zone; the nearest of 2: \"zones\", \"country\"",
                        "alerts(Area, String, CallOptions): argument \"area\": Area has no component \"zones\", which"
                                + " the schema requires",
                        "alerts(Area, String, CallOptions): the tool has no argument \"town\"; the nearest of 2:"
                                + " \"area\", \"since\"",
                        "alerts(Area, String, CallOptions): the tool also requires \"since\"",
                        "forcast(String): the server has no tool \"forcast\"; the nearest of 2: \"forecast\","
                                + " \"alerts\"",
                        "other(): the server has no tool \"nope\"; the nearest of 2: \"alerts\", \"forecast\"");
    }

    interface Nothing {
        void run();
    }

    @Test
    void saysIfTheServerHasNoToolsAtAll() {
        assertThat(differences(Nothing.class)).containsExactly("run(): the server has no tool \"run\"; there is none");
    }

    interface Types {
        void run(String count, int name, List<String> ids, Level level, boolean flag, Map<String, Integer> map);
    }

    @Test
    void tellsTypesThatCannotFit() {
        String schema = "\"properties\":{\"count\":{\"type\":\"integer\"},\"name\":{\"type\":\"string\"},"
            + "\"ids\":{\"type\":\"array\",\"items\":{\"type\":\"number\"}},\"level\":{\"enum\":[\"LOW\",\"MEDIUM\"]},"
            + "\"flag\":{\"type\":[\"string\",\"null\"]},\"map\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}}";
        String method = "run(String, int, List<String>, Level, boolean, Map<String, Integer>): argument ";
        assertThat(differences(Types.class, tool("run", schema)))
                .containsExactly(
                        method + "\"count\": String is no integer",
                        method + "\"name\": int is no string",
                        method + "\"ids\": \"[]\": String is no number",
                        method + "\"level\": the schema does not allow \"HIGH\" of Level, but \"LOW\", \"MEDIUM\"",
                        method + "\"flag\": boolean is no string or null",
                        method + "\"map\": \"*\": Integer is no string");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"anyOf\":[{\"type\":\"integer\"},{\"type\":\"null\"}]}",
                "{\"oneOf\":[{\"type\":\"string\"},{\"type\":\"number\"}]}",
                "{\"type\":[\"integer\",\"null\"]}",
                "{\"$ref\":\"#/$defs/Count\"}",
                "{\"$ref\":\"https://example.com/schema\"}",
                "{\"$ref\":\"#/$defs/Loop\"}",
                "{}",
                "true"
            })
    void acceptsWhatMayFit(String property) {
        String schema = "\"properties\":{\"count\":" + property
                + "},\"$defs\":{\"Count\":{\"type\":\"integer\"},\"Loop\":{\"$ref\":\"#/$defs/Loop\"}}";

        assertThatCode(() -> bind(Counting.class, tool("run", schema))).doesNotThrowAnyException();
    }

    interface Counting {
        void run(int count);
    }

    @Test
    void tellsIfNoAlternativeFits() {
        String schema = "\"properties\":{\"count\":{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"null\"}]}}";

        assertThat(differences(Counting.class, tool("run", schema)))
                .containsExactly("run(int): argument \"count\": int is no string or null");
    }

    @Test
    void acceptsArgumentsThatTheSchemaLeavesOpen() {
        assertThatCode(() -> bind(Counting.class, tool("run", "\"properties\":{},\"additionalProperties\":true")))
                .doesNotThrowAnyException();
        assertThat(differences(Counting.class, tool("run", "\"properties\":{}")))
                .containsExactly("run(int): the tool has no argument \"count\"; there is none");
    }

    interface Recursive {
        void plant(Tree tree);
    }

    @Test
    void comesToAnEndWithRecursiveTypes() {
        String tree = "\"$defs\":{\"Tree\":{\"type\":\"object\",\"properties\":{\"name\":{\"type\":\"string\"},"
                + "\"children\":{\"type\":\"array\",\"items\":{\"$ref\":\"#/$defs/Tree\"}}}}}";

        assertThatCode(() -> bind(
                        Recursive.class,
                        tool("plant", "\"properties\":{\"tree\":{\"$ref\":\"#/$defs/Tree\"}}," + tree)))
                .doesNotThrowAnyException();
    }

    interface Whole {
        void run(Area area);
    }

    @Test
    void comparesARecordForAllArgumentsWithTheWholeSchema() {
        String schema = "\"properties\":{\"country\":{\"type\":\"integer\"},\"zone\":{\"type\":\"integer\"},\"to\":{}},"
                + "\"required\":[\"country\",\"to\"]";

        assertThat(differences(Whole.class, tool("run", schema)))
                .containsExactly(
                        "run(Area): \"country\": String is no integer",
                        "run(Area): Area has no component \"to\", which the schema requires");
    }

    interface Twice {
        void run(@ToolArgument("a") int one, @ToolArgument("a") int two, CallOptions three, CallOptions four);
    }

    @Test
    void tellsParametersForTheSameThing() {
        assertThat(differences(Twice.class, tool("run", "\"properties\":{\"a\":{\"type\":\"integer\"}}")))
                .containsExactly(
                        "run(int, int, CallOptions, CallOptions): parameter 2 is for the same as another one",
                        "run(int, int, CallOptions, CallOptions): parameter 4 is for the same as another one");
    }

    interface Results {
        Area area();

        Optional<Level> level();

        List<Integer> numbers();

        CompletableFuture<String> later();
    }

    @Test
    void comparesResultsWithOutputSchemas() {
        assertThat(differences(
                        Results.class,
                        returning(
                                "area",
                                "{\"type\":\"object\",\"properties\":{\"country\":{\"type\":\"string\"},\"zones\":{\"type\":\"string\"}}}"),
                        returning(
                                "level",
                                "{\"type\":\"object\",\"properties\":{\"result\":{\"enum\":[\"LOW\",\"MAX\",null]}}}"),
                        returning(
                                "numbers",
                                "{\"type\":\"object\",\"properties\":{\"result\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
                                    + "\"x-fastmcp-wrap-result\":true}"),
                        tool("later", "\"properties\":{}")))
                .containsExactly(
                        "area(): result: the schema has no property \"zone\" for Area.zone; the nearest of 2:"
                                + " \"zones\", \"country\"",
                        "later(): the result cannot be made a CompletableFuture<String>: return a class, or a List,"
                                + " Set, Map or Optional of one",
                        "level(): result: Level has no constant for \"MAX\"",
                        "numbers(): result: \"[]\": Integer is no string");
    }

    @Test
    void showsNamesOfTheServerInPrintableForm() {
        assertThatThrownBy(() -> bind(Nothing.class, tool("ru\\n\\u001b[31m", "\"properties\":{}")))
                .hasMessageContaining("\"ru \uFFFD[31m\"");
    }

    @Test
    void showsOnlyTheFirstOfManyDifferences() {
        StringBuilder required = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            required.append(i == 0 ? "" : ",").append("\"p").append(i).append('"');
        }
        String area =
                "\"properties\":{\"a\":{\"type\":\"object\",\"properties\":{\"country\":{},\"zone\":{}},\"required\":["
                        + required + "]}}";

        List<String> lines = differences(Nested.class, tool("run", area));

        assertThat(lines).hasSize(101);
        assertThat(lines.get(100)).isEqualTo("and 100 more");
    }

    interface Nested {
        void run(Area a);
    }
}
