package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Description;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.OutputValidation;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ToolArgument;
import dev.fastmcp.api.ToolName;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ProgressNotification;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.spi.ToolProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One interface on both sides: the server offers it, and the client binds it. */
@Timeout(30)
class InterfaceToolsTest {

    enum Level {
        LOW,
        HIGH
    }

    record Area(String country, Optional<String> region) {}

    @Description("A warning.")
    record Alert(String text, @Description("How bad it is.") Level level, Area area) {}

    record Node(String name, List<Node> children) {}

    interface AlertTools {

        @Description("Finds alerts.")
        List<Alert> alerts(@Description("Where to look.") Area area, Level level);

        int count(Optional<String> country, @Nullable Level level);

        Optional<Alert> newest(String country);

        Map<String, List<Alert>> byCountry(Set<Level> levels);

        List<Node> trees(Node root);

        String text(boolean loud, double factor, long big, char mark);

        void clear();

        Object anything(Object value);

        CallToolResult raw();

        TextContent content();

        @ToolName("who")
        String caller(@ToolArgument("be_polite") boolean polite, RequestContext context);

        String slowly(CallOptions options, ProgressListener listener);

        Alert nothing();

        int fail(String message) throws IOException;

        default int countHigh() {
            return count(Optional.empty(), Level.HIGH);
        }

        static String unit() {
            return "alerts";
        }
    }

    private static final Alert STORM = new Alert("Storm", Level.HIGH, new Area("NO", Optional.of("Vestland")));
    private static final Alert RAIN = new Alert("Rain", Level.LOW, new Area("NO", Optional.empty()));

    /** Does what it says, and remembers how it was called. */
    private static final class Alerts implements AlertTools {

        private final List<Object> seen = new ArrayList<>();

        @Override
        public List<Alert> alerts(Area area, Level level) {
            seen.addAll(List.of(area, level));
            return List.of(STORM, RAIN);
        }

        @Override
        public int count(Optional<String> country, @Nullable Level level) {
            seen.addAll(Arrays.asList(country, level));
            return 7;
        }

        @Override
        public Optional<Alert> newest(String country) {
            return country.equals("NO") ? Optional.of(RAIN) : Optional.empty();
        }

        @Override
        public Map<String, List<Alert>> byCountry(Set<Level> levels) {
            seen.add(levels);
            return Map.of("NO", List.of(STORM), "SE", List.of());
        }

        @Override
        public List<Node> trees(Node root) {
            return List.of(root, new Node("other", List.of()));
        }

        @Override
        public String text(boolean loud, double factor, long big, char mark) {
            return loud + " " + factor + " " + big + " " + mark;
        }

        @Override
        public void clear() {
            seen.add("cleared");
        }

        @Override
        public Object anything(Object value) {
            return value;
        }

        @Override
        public CallToolResult raw() {
            return CallToolResult.of(TextContent.of("as it is"));
        }

        @Override
        public TextContent content() {
            return TextContent.of("content");
        }

        @Override
        public String caller(boolean polite, RequestContext context) {
            return (polite ? "Dear " : "") + context.client().orElseThrow().name();
        }

        @Override
        public String slowly(CallOptions options, ProgressListener listener) {
            listener.onProgress(ProgressNotification.of(RequestId.of(0), 1, Optional.of(2.0)));
            return options.equals(CallOptions.DEFAULT) ? "done" : "odd options";
        }

        @Override
        public @Nullable Alert nothing() {
            return null;
        }

        @Override
        public int fail(String message) throws IOException {
            throw new IOException(message);
        }
    }

    private final Alerts alerts = new Alerts();
    private final FastMcpServer server =
            FastMcpServer.builder("alerts").tools(AlertTools.class, alerts).build();

    @AfterEach
    void end() {
        server.close();
    }

    private void with(Era era, Consumer<AlertTools> body) {
        try (Client<?> client = Client.builder(FastMcpTransport.of(server))
                        .era(era)
                        .outputValidation(OutputValidation.FAIL)
                        .build();
                ClientSession session = client.connect()) {
            // The tools are listed, so that results are compared with their schemas.
            session.listTools();
            body.accept(session.bind(AlertTools.class));
        }
    }

    private void with(Consumer<AlertTools> body) {
        with(Era.MODERN, body);
    }

    private Tool tool(String name) {
        try (ClientSession session = Client.connect(FastMcpTransport.of(server))) {
            return session.listTools().stream()
                    .filter(tool -> tool.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private CallToolResult call(String name, Object arguments) {
        try (ClientSession session = Client.connect(FastMcpTransport.of(server))) {
            return session.callTool(name, arguments);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void bringsArgumentsAndResultsOverAsTheyAre(Era era) {
        Node tree = new Node("root", List.of(new Node("leaf", List.of())));
        with(era, tools -> {
            assertThat(tools.alerts(RAIN.area(), Level.LOW)).containsExactly(STORM, RAIN);
            assertThat(tools.count(Optional.of("NO"), null)).isEqualTo(7);
            assertThat(tools.newest("NO")).contains(RAIN);
            assertThat(tools.newest("SE")).isEmpty();
            assertThat(tools.byCountry(Set.of(Level.HIGH))).isEqualTo(Map.of("NO", List.of(STORM), "SE", List.of()));
            assertThat(tools.trees(tree)).containsExactly(tree, new Node("other", List.of()));
            assertThat(tools.text(true, 0.5, Long.MAX_VALUE, 'x')).isEqualTo("true 0.5 9223372036854775807 x");
            tools.clear();
        });

        assertThat(alerts.seen)
                .containsExactly(RAIN.area(), Level.LOW, Optional.of("NO"), null, Set.of(Level.HIGH), "cleared");
    }

    @Test
    void takesAnything() {
        with(tools -> {
            assertThat(tools.anything("text")).isEqualTo("text");
            assertThat(tools.anything(Map.of("a", 1))).isEqualTo(Map.of("a", 1));
            assertThat(tools.anything(List.of(1, 2))).isEqualTo(List.of(1, 2));
        });
    }

    @Test
    void defaultMethodsStayInJava() {
        with(tools -> assertThat(tools.countHigh()).isEqualTo(7));

        assertThat(alerts.seen).containsExactly(Optional.empty(), Level.HIGH);
        assertThat(ServerTool.methods(AlertTools.class, alerts))
                .extracting(tool -> tool.definition().name())
                .containsExactly(
                        "alerts",
                        "anything",
                        "byCountry",
                        "who",
                        "clear",
                        "content",
                        "count",
                        "fail",
                        "newest",
                        "nothing",
                        "raw",
                        "slowly",
                        "text",
                        "trees");
    }

    @Test
    void describesToolsAndArguments() {
        Tool tool = tool("alerts");

        assertThat(tool.description()).contains("Finds alerts.");
        assertThat(tool.inputSchema()).isEqualTo(JsonValue.parse("""
            {"type":"object","properties":{
              "area":{"type":"object","properties":{"country":{"type":"string"},"region":{"type":"string"}},
                "required":["country"],"additionalProperties":false,"description":"Where to look."},
              "level":{"type":"string","enum":["LOW","HIGH"]}},
            "required":["area","level"],"additionalProperties":false}
            """));
        assertThat(tool("count").inputSchema().toJson()).doesNotContain("required");
        assertThat(tool("who").inputSchema()).isEqualTo(JsonValue.parse("""
            {"type":"object","properties":{"be_polite":{"type":"boolean"}},"required":["be_polite"],
            "additionalProperties":false}
            """));
    }

    @Test
    void promisesWhatMethodsReturn() {
        assertThat(tool("newest").outputSchema()).contains(JsonValue.parse("""
            {"type":"object","properties":{"result":{"anyOf":[
              {"type":"object","properties":{"text":{"type":"string"},
                "level":{"type":"string","enum":["LOW","HIGH"],"description":"How bad it is."},
                "area":{"type":"object","properties":{"country":{"type":"string"},
                    "region":{"anyOf":[{"type":"string"},{"type":"null"}]}},
                  "required":["country"],"additionalProperties":false}},
                "required":["text","level","area"],"additionalProperties":false,"description":"A warning."},
              {"type":"null"}]}},
            "required":["result"],"x-fastmcp-wrap-result":true}
            """));
        assertThat(tool("trees").outputSchema().orElseThrow().asMap()).containsKey("$defs");
        for (String name : List.of("clear", "raw", "content", "anything")) {
            assertThat(tool(name).outputSchema()).isEmpty();
        }
    }

    @Test
    void takesResultsAndContentAsTheyAre() {
        assertThat(call("raw", Map.of()).text()).isEqualTo("as it is");
        assertThat(call("content", Map.of()).structuredContent()).isEmpty();
        assertThat(call("clear", Map.of()).content()).isEmpty();
        CallToolResult text = call("text", Map.of("loud", false, "factor", 1, "big", 2, "mark", "x"));
        assertThat(text.text()).isEqualTo("false 1.0 2 x");
        assertThat(text.structuredContent()).contains(JsonValue.parse("{\"result\":\"false 1.0 2 x\"}"));
    }

    @Test
    void passesTheRequest() {
        with(tools -> assertThat(tools.caller(true, null)).startsWith("Dear fastmcp"));
    }

    @Test
    void reportsProgressToTheListenerOfTheOtherSide() {
        List<Double> reported = new ArrayList<>();
        with(tools -> {
            assertThat(tools.slowly(null, report -> reported.add(report.progress())))
                    .isEqualTo("done");
            assertThat(tools.slowly(null, null)).isEqualTo("done");
        });

        assertThat(reported).containsExactly(1.0);
    }

    @Test
    void tellsWhatMethodsThrow() {
        with(tools -> {
            assertThatThrownBy(() -> tools.fail("no disk"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("no disk");
            assertThatThrownBy(tools::nothing)
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("AlertTools.nothing returned null: let it return an Optional");
        });
    }

    @Test
    void tellsTheModelWhatIsWrongWithArguments() {
        assertThatThrownBy(() -> call("newest", Map.of())).hasMessageContaining("The argument \"country\" is missing");
        assertThatThrownBy(() -> call("newest", Map.of("country", "NO", "city", "Oslo")))
                .hasMessageContaining("Unknown arguments [city]; the tool takes [country]");
        assertThatThrownBy(() -> call("count", Map.of("level", "WORST")))
                .isInstanceOf(ToolException.class)
                .hasMessageContaining("The argument \"level\": ")
                .hasMessageContaining("WORST");
    }

    interface Unfit {
        @ToolName("same")
        void one();

        @ToolName("same")
        void two();

        void twice(@ToolArgument("a") int a, @ToolArgument("a") int b);

        <T> List<T> generic(T value);
    }

    @Test
    void namesEverythingThatCannotBeServed() {
        Unfit unfit = Unfit.class.cast(Proxy.newProxyInstance(
                Unfit.class.getClassLoader(), new Class<?>[] {Unfit.class}, (proxy, method, arguments) -> null));

        assertThatThrownBy(() -> FastMcpServer.builder("x").tools(Unfit.class, unfit))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The interface " + Unfit.class.getName() + " cannot be served:\n"
                        + "  generic(T): argument \"value\": no T can be made: take a class, or a List, Set, Map or"
                        + " Optional of one\n"
                        + "  generic(T): the result cannot be a List<T>: return a class, or a List, Set, Map or"
                        + " Optional of one\n"
                        + "  twice(int, int): parameter 2 is for the same as another one\n"
                        + "  two(): another method is the tool \"same\" as well: add @ToolName");
        assertThatThrownBy(() -> ServerTool.methods(String.class, "x"))
                .hasMessage("Cannot serve java.lang.String: give an interface that is not sealed");
    }

    @Test
    void saysThatNamesOfParametersAreUnknown(@TempDir Path folder) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Greeter.java"), "public interface Greeter { String greet(String name); }");
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertThat(javac.run(System.out, System.err, "-d", folder.toString(), source.toString()))
                .isZero();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            Class<?> type = loader.loadClass("Greeter");

            assertThatThrownBy(() -> InterfaceTools.of(type, "unused"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("\n  greet(String): the name of String arg0 is unknown: add @ToolArgument, or"
                            + " compile the interface with -parameters");
        }
    }
}
