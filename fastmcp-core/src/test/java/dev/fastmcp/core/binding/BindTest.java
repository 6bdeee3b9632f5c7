package dev.fastmcp.core.binding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ToolArgument;
import dev.fastmcp.api.ToolName;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ToolException;
import dev.fastmcp.core.FakeServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class BindTest {

    public enum Severity {
        LOW,
        HIGH
    }

    public record Area(String country, Optional<String> region) {}

    public record Alert(String text, Severity severity) {}

    public record Forecast(String city, List<Integer> degrees) {}

    public record Search(String query, Integer maxResults) {}

    interface WeatherTools {
        Forecast forecast(String city, int days);

        @ToolName("get_alerts")
        List<Alert> alerts(Area area);

        Map<String, List<Alert>> alertsByCity();

        int countAlerts(@ToolArgument("min_severity") Severity severity);

        Optional<Forecast> maybeForecast(String city);

        Set<Severity> severities();

        void reset();

        CallToolResult raw(CallOptions options, ProgressListener listener);

        String describe();

        JsonValue tree();

        Object search(Search search);

        String page(String city, Integer maxResults, Optional<String> cursor, String note);

        default Forecast tomorrow(String city) {
            return forecast(city, 1);
        }

        static String unit() {
            return "Celsius";
        }

        @Override
        String toString();
    }

    private static final String TOOLS = """
        {"name":"forecast","inputSchema":{"type":"object","properties":{"city":{"type":"string"},"days":{"type":"integer"}},\
        "required":["city","days"]}},
        {"name":"get_alerts","inputSchema":{"type":"object","properties":{"area":{"$ref":"#/$defs/Area"}},"required":["area"],\
        "$defs":{"Area":{"type":"object","properties":{"country":{"type":"string"},"region":{"anyOf":[{"type":"string"},{"type":"null"}]}}}}},
        "outputSchema":{"type":"object","properties":{"result":{"type":"array","items":{"type":"object","properties":{"text":{"type":"string"},\
        "severity":{"enum":["LOW","HIGH"]}}}}},"required":["result"],"x-fastmcp-wrap-result":true}},
        {"name":"alerts_by_city","inputSchema":{"type":"object"}},
        {"name":"count_alerts","inputSchema":{"type":"object","properties":{"min_severity":{"enum":["LOW","HIGH"]}}}},
        {"name":"maybe_forecast","inputSchema":{"type":"object","properties":{"city":{"type":"string"}}},
        "outputSchema":{"type":"object","properties":{"result":{"anyOf":[{"type":"object","properties":{"city":{"type":"string"},\
        "degrees":{"type":"array","items":{"type":"integer"}}}},{"type":"null"}]}},"x-fastmcp-wrap-result":true}},
        {"name":"severities","inputSchema":{"type":"object","properties":{}}},
        {"name":"reset","inputSchema":{"type":"object","properties":{}}},
        {"name":"raw","inputSchema":{"type":"object","properties":{}}},
        {"name":"describe","inputSchema":{"type":"object","properties":{}}},
        {"name":"tree","inputSchema":{"type":"object","properties":{}}},
        {"name":"search","inputSchema":{"type":"object","properties":{"query":{"type":"string"},"maxResults":{"type":"integer"}},\
        "required":["query"]}},
        {"name":"page","inputSchema":{"type":"object","properties":{"city":{"type":"string"},"max_results":{"type":"integer"},\
        "cursor":{"type":"string"},"note":{"type":["string","null"]}},"required":["city","note"]}}
        """;

    private final FakeServer server = FakeServer.legacy()
            .answering("tools/list", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[" + TOOLS + "]}}");

    private void with(Consumer<WeatherTools> body) {
        try (Client<?> client = Client.of(server);
                ClientSession session = client.connect()) {
            body.accept(session.bind(WeatherTools.class));
        }
    }

    private void returning(String result) {
        server.answering("tools/call", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[]," + result + "}}");
    }

    private Object arguments() {
        return server.lastParams("tools/call").get("arguments");
    }

    @Test
    void callsTheToolOfTheMethodsName() {
        returning("\"structuredContent\":{\"city\":\"Oslo\",\"degrees\":[1,2]}");
        with(tools -> {
            assertThat(tools.forecast("Oslo", 2)).isEqualTo(new Forecast("Oslo", List.of(1, 2)));
            assertThat(server.lastParams("tools/call")).containsEntry("name", "forecast");
            assertThat(arguments()).isEqualTo(Map.of("city", "Oslo", "days", 2));
        });
    }

    @Test
    void listsTheToolsOnce() {
        returning("\"structuredContent\":{\"city\":\"Oslo\",\"degrees\":[]}");
        with(tools -> {
            tools.forecast("Oslo", 2);
            tools.forecast("Rome", 2);
            assertThat(server.methods().stream().filter("tools/list"::equals)).hasSize(1);
        });
    }

    @Test
    void callsTheToolThatTheAnnotationNames() {
        returning("\"structuredContent\":{\"result\":[{\"text\":\"storm\",\"severity\":\"HIGH\"}]}");
        with(tools -> {
            assertThat(tools.alerts(new Area("NO", Optional.empty())))
                    .containsExactly(new Alert("storm", Severity.HIGH));
            assertThat(server.lastParams("tools/call")).containsEntry("name", "get_alerts");
            assertThat(((Map<?, ?>) arguments()).get("area"))
                    .asString()
                    .contains("country=NO")
                    .contains("region=null");
        });
    }

    @Test
    void convertsMapsOfListsOfRecords() {
        returning("\"structuredContent\":{\"Oslo\":[{\"text\":\"fog\",\"severity\":\"LOW\"}],\"Rome\":null}");
        with(tools -> {
            Map<String, List<Alert>> expected = new HashMap<>();
            expected.put("Oslo", List.of(new Alert("fog", Severity.LOW)));
            expected.put("Rome", null);
            assertThat(tools.alertsByCity()).isEqualTo(expected);
        });
    }

    @Test
    void convertsSets() {
        returning("\"structuredContent\":{\"result\":[\"LOW\",\"HIGH\",\"LOW\"]}");
        with(tools -> assertThat(tools.severities()).containsExactly(Severity.LOW, Severity.HIGH));
    }

    @Test
    void unwrapsPrimitivesAndSendsEnumsByName() {
        returning("\"structuredContent\":{\"result\":3}");
        with(tools -> {
            assertThat(tools.countAlerts(Severity.HIGH)).isEqualTo(3);
            assertThat(arguments()).isEqualTo(Map.of("min_severity", "HIGH"));
        });
    }

    @Test
    void saysWhichToolReturnedNullForAPrimitive() {
        returning("\"structuredContent\":{\"result\":null}");
        with(tools -> assertThatThrownBy(() -> tools.countAlerts(Severity.LOW))
                .isInstanceOf(DataMappingException.class)
                .hasMessage("Tool \"count_alerts\" returned null, which is no int: let the method return an Optional"));
    }

    @Test
    void takesNothingAndNullForAnEmptyOptional() {
        returning("\"structuredContent\":{\"result\":{\"city\":\"Oslo\",\"degrees\":[]}}");
        with(tools -> {
            assertThat(tools.maybeForecast("Oslo")).contains(new Forecast("Oslo", List.of()));
            returning("\"structuredContent\":{\"result\":null}");
            assertThat(tools.maybeForecast("Oslo")).isEmpty();
            returning("\"structuredContent\":null");
            assertThat(tools.maybeForecast("Oslo")).isEmpty();
            returning("\"isError\":false");
            assertThat(tools.maybeForecast("Oslo")).isEmpty();
        });
    }

    @Test
    void ignoresTheResultOfVoidMethodsButNotTheirErrors() {
        returning("\"structuredContent\":{\"anything\":1}");
        with(tools -> {
            tools.reset();
            returning("\"isError\":true");
            assertThatThrownBy(tools::reset).isInstanceOf(ToolException.class).hasMessageContaining("reset");
        });
    }

    @Test
    void passesOptionsAndListenersOn() {
        List<Double> heard = new ArrayList<>();
        server.on("tools/call", (message, pipe) -> {
            pipe.send(message, """
                {"jsonrpc":"2.0","method":"notifications/progress","params":{"progressToken":$id,"progress":0.5}}\
                """);
            pipe.send(message, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[],\"isError\":true}}");
        });
        with(tools -> {
            CallOptions options = CallOptions.DEFAULT.returningToolErrors().withMeta("com.example/a", 1);
            CallToolResult result = tools.raw(options, progress -> heard.add(progress.progress()));
            assertThat(result.isError()).isTrue();
            assertThat(heard).containsExactly(0.5);
            assertThat(arguments()).isEqualTo(Map.of());
            assertThat(server.lastParams("tools/call").get("_meta")).asString().contains("com.example/a=1");
            assertThatThrownBy(() -> tools.raw(null, null)).isInstanceOf(ToolException.class);
        });
    }

    @Test
    void takesTheTextForStrings() {
        server.answering("tools/call", """
            {"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"mild"}]}}\
            """);
        with(tools -> assertThat(tools.describe()).isEqualTo("mild"));
    }

    @Test
    void givesUndecodedJson() {
        returning("\"structuredContent\":{\"a\":[1]}");
        with(tools -> assertThat(tools.tree().toJson()).isEqualTo("{\"a\":[1]}"));
    }

    @Test
    void takesARecordForAllArguments() {
        returning("\"structuredContent\":{}");
        with(tools -> {
            tools.search(new Search("rain", 3));
            assertThat(arguments()).isEqualTo(Map.of("query", "rain", "maxResults", 3));
            tools.search(new Search("rain", null));
            assertThat(arguments()).isEqualTo(Map.of("query", "rain"));
            assertThatThrownBy(() -> tools.search(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("search is null: it holds the arguments of tool \"search\"");
        });
    }

    @Test
    void leavesOutWhatIsNullUnlessItIsRequired() {
        returning("\"structuredContent\":{\"result\":\"\"}");
        with(tools -> {
            tools.page("Oslo", null, Optional.empty(), null);
            Map<String, Object> expected = new HashMap<>();
            expected.put("city", "Oslo");
            expected.put("note", null);
            assertThat(arguments()).isEqualTo(expected);
            tools.page("Oslo", 5, Optional.of("c"), "n");
            assertThat(arguments()).isEqualTo(Map.of("city", "Oslo", "max_results", 5, "cursor", "c", "note", "n"));
        });
    }

    @Test
    void runsDefaultAndStaticMethods() {
        returning("\"structuredContent\":{\"city\":\"Oslo\",\"degrees\":[]}");
        with(tools -> {
            tools.tomorrow("Oslo");
            assertThat(arguments()).isEqualTo(Map.of("city", "Oslo", "days", 1));
            assertThat(WeatherTools.unit()).isEqualTo("Celsius");
        });
    }

    @Test
    void isEqualToItselfOnlyAndSaysWhatItIs() {
        with(tools -> {
            assertThat(tools).isEqualTo(tools).isNotEqualTo("x").hasSameHashCodeAs(tools);
            assertThat(tools).hasToString("WeatherTools[tools of the server \"fake\"]");
            assertThat(server.methods()).doesNotContain("tools/call");
        });
    }

    @Test
    void refusesWhatIsNoInterface() {
        try (ClientSession session = Client.connect(server)) {
            assertThatThrownBy(() -> session.bind(Area.class))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("Cannot bind " + Area.class.getName() + ": give an interface that is not sealed");
        }
    }

    @Test
    void isOfNoUseAfterTheSessionIsClosed() {
        WeatherTools tools;
        try (ClientSession session = Client.connect(server)) {
            tools = session.bind(WeatherTools.class);
        }
        assertThatThrownBy(tools::reset).isInstanceOf(SessionClosedException.class);
    }
}
