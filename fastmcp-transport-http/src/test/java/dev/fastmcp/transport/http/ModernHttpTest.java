package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.model.Tool;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streamable HTTP as of 2026-07-28: every request is complete in itself, headers included. */
class ModernHttpTest {

    private static final McpOverHttp.Reaction NOTHING_SPECIAL = exchange -> false;

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    private static String call(ClientSession session) {
        return session.callTool("tool", Map.of()).text();
    }

    @Test
    void describesEveryRequestInHeaders() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(NOTHING_SPECIAL)) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.MODERN);
                assertThat(call(session)).isEqualTo("fine");
                session.getPrompt("größe", Map.of());
                session.readResource("file:///a b?c=d");
                session.listTools();
                session.ping();
            }

            assertThat(server.http.requests()).isNotEmpty().allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.headers())
                        .containsEntry("MCP-Protocol-Version", McpOverHttp.MODERN)
                        .containsEntry("Mcp-Method", Json.text(request.body(), "method"))
                        .containsEntry("Accept", "application/json, text/event-stream")
                        .doesNotContainKeys("Mcp-Session-Id", "Last-Event-ID");
                assertThat(request.body())
                        .contains("\"io.modelcontextprotocol/protocolVersion\":\"" + McpOverHttp.MODERN + "\"");
            });
            assertThat(server.requests("tools/call").get(0).header("Mcp-Name")).isEqualTo("tool");
            assertThat(server.requests("prompts/get").get(0).header("Mcp-Name")).isEqualTo("=?base64?Z3LDtsOfZQ==?=");
            assertThat(server.requests("resources/read").get(0).header("Mcp-Name"))
                    .isEqualTo("file:///a b?c=d");
            assertThat(server.requests("tools/list").get(0).headers()).doesNotContainKey("Mcp-Name");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "plain, plain",
                "two words, two words",
                "' padded ', =?base64?IHBhZGRlZCA=?=",
                "'', ''",
                "größe, =?base64?Z3LDtsOfZQ==?=",
                "'=?base64?x?=', =?base64?PT9iYXNlNjQ/eD89?="
            })
    void writesNamesSoThatHeadersCarryThem(String name, String header) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(NOTHING_SPECIAL)) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                session.callTool(name, Map.of());
            }
            assertThat(server.requests("tools/call").get(0).headers()).containsEntry("Mcp-Name", header);
        }
    }

    private static final String MIRRORING = """
        {"name":"tool","inputSchema":{"type":"object","properties":{
          "text":{"type":"string","x-mcp-header":"Text"},
          "count":{"type":"integer","x-mcp-header":"Count"},
          "flag":{"type":"boolean","x-mcp-header":"Flag"},
          "inner":{"type":"object","properties":{"deep":{"type":"string","x-mcp-header":"Deep"}}},
          "plain":{"type":"string"}}}}\
        """.replace("\n", "");

    private static Map<String, String> mirrored(Map<String, ?> arguments) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(NOTHING_SPECIAL)) {
            server.tools.add(MIRRORING);
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.listTools()).hasSize(1);
                session.callTool("tool", arguments);
            }
            Map<String, String> parameters = new HashMap<>();
            server.requests("tools/call").get(0).headers().forEach((name, value) -> {
                if (name.toLowerCase(Locale.ROOT).startsWith("mcp-param-")) {
                    parameters.put(name, value);
                }
            });
            return parameters;
        }
    }

    @Test
    void repeatsArgumentsInHeaders() throws Exception {
        Map<String, Object> inner = Map.of("deep", "down");

        assertThat(mirrored(Map.of("text", "a b", "count", 42, "flag", true, "inner", inner, "plain", "no")))
                .isEqualTo(Map.of(
                        "Mcp-Param-Text",
                        "a b",
                        "Mcp-Param-Count",
                        "42",
                        "Mcp-Param-Flag",
                        "true",
                        "Mcp-Param-Deep",
                        "down"));
    }

    @Test
    void leavesOutWhatIsNullOrAbsent() throws Exception {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("text", null);
        arguments.put("count", null);

        assertThat(mirrored(arguments)).isEmpty();
        assertThat(mirrored(Map.of())).isEmpty();
        assertThat(mirrored(Map.of("inner", "no object"))).isEmpty();
    }

    @Test
    void encodesArgumentsThatNoHeaderCarries() throws Exception {
        assertThat(mirrored(Map.of("text", "größe"))).containsEntry("Mcp-Param-Text", "=?base64?Z3LDtsOfZQ==?=");
        assertThat(mirrored(Map.of("text", " x "))).containsEntry("Mcp-Param-Text", "=?base64?IHgg?=");
        assertThat(mirrored(Map.of("text", "a\r\nInjected: yes")))
                .isEqualTo(Map.of("Mcp-Param-Text", "=?base64?YQ0KSW5qZWN0ZWQ6IHllcw==?="));
        assertThat(mirrored(Map.of("text", ""))).containsEntry("Mcp-Param-Text", "");
        assertThat(mirrored(Map.of("count", -7L, "flag", false)))
                .isEqualTo(Map.of("Mcp-Param-Count", "-7", "Mcp-Param-Flag", "false"));
        assertThat(mirrored(Map.of("count", 9_007_199_254_740_991L)))
                .containsEntry("Mcp-Param-Count", "9007199254740991");
        assertThat(mirrored(Map.of("count", 5.0))).containsEntry("Mcp-Param-Count", "5");
    }

    @Test
    void sendsNoParametersOfAToolWhoseSchemaIsUnknown() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(NOTHING_SPECIAL)) {
            server.tools.add(MIRRORING);
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                session.callTool("tool", Map.of("text", "x"));
            }
            assertThat(server.requests("tools/call").get(0).headers()).doesNotContainKey("Mcp-Param-Text");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"two words\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"colon:\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"größe\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"line\\nbreak\"}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":7}}",
                "{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"X\"},\"b\":{\"type\":\"string\",\"x-mcp-header\":\"x\"}}",
                "{\"a\":{\"type\":\"number\",\"x-mcp-header\":\"X\"}}",
                "{\"a\":{\"type\":\"object\",\"x-mcp-header\":\"X\"}}",
                "{\"a\":{\"type\":\"array\",\"x-mcp-header\":\"X\"}}",
                "{\"a\":{\"type\":\"null\",\"x-mcp-header\":\"X\"}}",
                "{\"a\":{\"x-mcp-header\":\"X\"}}",
                "{\"a\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"x-mcp-header\":\"X\"}}}",
                "{\"a\":{\"oneOf\":[{\"type\":\"string\",\"x-mcp-header\":\"X\"}]}}",
                "{\"a\":{\"anyOf\":[{\"type\":\"string\",\"x-mcp-header\":\"X\"}]}}",
                "{\"a\":{\"allOf\":[{\"type\":\"string\",\"x-mcp-header\":\"X\"}]}}",
                "{\"a\":{\"not\":{\"type\":\"string\",\"x-mcp-header\":\"X\"}}}",
                "{\"a\":{\"if\":{\"type\":\"string\",\"x-mcp-header\":\"X\"}}}",
                "{\"a\":{\"then\":{\"properties\":{\"b\":{\"type\":\"string\",\"x-mcp-header\":\"X\"}}}}}",
                "{\"a\":{\"$defs\":{\"d\":{\"type\":\"string\",\"x-mcp-header\":\"X\"}}}}"
            })
    void leavesOutToolsWhoseAnnotationsAreInvalid(String properties) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(NOTHING_SPECIAL)) {
            server.tools.add(
                    "{\"name\":\"bad\",\"inputSchema\":{\"type\":\"object\",\"properties\":" + properties + "}}");
            server.tools.add("{\"name\":\"good\",\"inputSchema\":{\"type\":\"object\"}}");
            try (Logs logs = new Logs();
                    Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.listTools()).extracting(Tool::name).containsExactly("good");
                assertThat(logs.records()).anyMatch(text -> text.startsWith("WARNING") && text.contains("bad"));
            }
        }
    }

    @Test
    void learnsWhichParametersTheServerWantsAndTriesOnceMore() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
            if (exchange.rpc().equals("tools/call") && !exchange.request().has("Mcp-Param-Text")) {
                exchange.error(400, -32020, "Header mismatch");
                return true;
            }
            return false;
        })) {
            server.tools.add(MIRRORING);
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThat(session.callTool("tool", Map.of("text", "x")).text()).isEqualTo("fine");
            }
            assertThat(server.heard()).containsExactly("server/discover", "tools/call", "tools/list", "tools/call");
            assertThat(server.requests("tools/call"))
                    .extracting(request -> Json.id(request.body()))
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void triesOnlyOnceMore() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
            if (exchange.rpc().equals("tools/call")) {
                exchange.error(400, -32020, "Header mismatch");
                return true;
            }
            return false;
        })) {
            server.tools.add(MIRRORING);
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                assertThatThrownBy(() -> session.callTool("tool", Map.of("text", "x")))
                        .isInstanceOfSatisfying(
                                JsonRpcException.class,
                                e -> assertThat(e.code()).isEqualTo(-32020));
            }
            assertThat(server.requests("tools/call")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void repeatsOnceIfTheServerDoesNotKnowTheVersionForAMoment(int refusals) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call") && calls.incrementAndGet() <= refusals) {
                        unsupported(exchange, "[\"" + McpOverHttp.MODERN + "\"]");
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            if (refusals == 1) {
                assertThat(call(session)).isEqualTo("fine");
            } else {
                assertThatThrownBy(() -> call(session))
                        .isInstanceOfSatisfying(
                                JsonRpcException.class,
                                e -> assertThat(e.code()).isEqualTo(-32022));
            }
            assertThat(server.requests("tools/call")).hasSize(2);
        }
    }

    private static void unsupported(RawHttpServer.Exchange exchange, String versions) throws IOException {
        exchange.respond(
                400,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":" + exchange.id()
                        + ",\"error\":{\"code\":-32022,\"message\":\"Unsupported\",\"data\":{\"supported\":" + versions
                        + ",\"requested\":\"x\"}}}");
    }

    @ParameterizedTest
    @CsvSource({"400, -32021", "404, -32601", "400, -32602", "200, -32603", "500, -32603", "422, -32000"})
    void givesTheCallerTheErrorThatTheServerGave(int status, int code) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.error(status, code, "It is so");
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> call(session))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(code))
                    .hasMessageContaining("tools/call")
                    .hasMessageContaining("It is so");
            assertThat(server.requests("tools/call")).hasSize(1);
            session.ping();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 429, 431, 500, 503})
    void givesTheCallerTheStatusOtherwise(int status) throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.respond(status, "text/plain", "It is so", "Retry-After: 3");
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> call(session))
                    .isInstanceOfSatisfying(HttpStatusException.class, e -> {
                        assertThat(e.status()).isEqualTo(status);
                        assertThat(e.retryAfter()).contains(Duration.ofSeconds(3));
                    })
                    .hasMessageContaining("It is so");
            assertThat(server.requests("tools/call")).hasSize(1);
            session.ping();
        }
    }

    @Test
    void closesTheStreamInsteadOfCancellingWhenTheTimeIsOver() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.stream().chunk(": working\n");
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() ->
                            session.callTool("tool", Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(200))))
                    .isInstanceOf(RequestTimeoutException.class);

            Await.until("the stream is closed", () -> server.http.openConnections() == 0);
            session.ping();
            assertThat(server.heard()).doesNotContain("notifications/cancelled");
        }
    }

    @Test
    void closesTheStreamInsteadOfCancellingWhenInterrupted() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> exchange.rpc().equals("tools/call"));
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            Background<String> call = Background.run(() -> call(session));
            Await.until("the call is there", () -> server.heard().contains("tools/call"));

            call.interrupt();

            assertThat(call.failure()).isInstanceOf(RequestCancelledException.class);
            Await.until("the stream is closed", () -> server.http.openConnections() == 0);
            session.ping();
            assertThat(server.heard()).doesNotContain("notifications/cancelled");
        }
    }

    @Test
    void aLostStreamIsALostRequest() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.stream().chunk("id: 1\nretry: 100\ndata:\n\n").close();
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThat(Background.run(() -> call(session)).failure())
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("may or may not");
            assertThat(server.heard()).containsExactly("server/discover", "tools/call");
        }
    }

    @Test
    void doesNotResumeTheStreamOfTheFirstQuestion() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("server/discover")) {
                        exchange.stream().chunk("id: 1\nretry: 100\ndata:\n\n").endStream();
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client()) {
            assertThatThrownBy(client::connect).isInstanceOf(McpException.class);
            assertThat(server.heard()).doesNotContain("GET");
        }
    }

    @Test
    void hasNoSessionsWhateverTheServerSends() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
            switch (exchange.rpc()) {
                case "server/discover" ->
                    exchange.result(
                            "{\"resultType\":\"complete\",\"supportedVersions\":[\"" + McpOverHttp.MODERN
                                    + "\"],\"capabilities\":{\"tools\":{}},\"ttlMs\":0,\"cacheScope\":\"private\"}",
                            "Mcp-Session-Id: unwanted");
                case "tools/call" ->
                    exchange.stream("Mcp-Session-Id: unwanted")
                            .chunk("id: 7\ndata: " + Json.result(exchange.id(), Json.toolResult("fine")) + "\n\n")
                            .endStream();
                default -> {
                    return false;
                }
            }
            return true;
        })) {
            try (Client<?> client = server.client();
                    ClientSession session = client.connect()) {
                call(session);
                call(session);
            }
            assertThat(server.http.requests()).allSatisfy(request -> {
                assertThat(request.method()).isEqualTo("POST");
                assertThat(request.headers()).doesNotContainKeys("Mcp-Session-Id", "Last-Event-ID");
            });
        }
    }

    @Test
    void doesNotAnswerRequestsOfTheServer() throws Exception {
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.stream().event("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}");
                        exchange.event(Json.result(exchange.id(), Json.toolResult("fine")))
                                .endStream();
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            assertThat(call(session)).isEqualTo("fine");
            session.ping();
            assertThat(server.heard()).doesNotContain("response");
        }
    }

    @Test
    void deliversProgressBeforeTheResult() throws Exception {
        List<Double> steps = new ArrayList<>();
        try (McpOverHttp server = McpOverHttp.modern(exchange -> {
                    if (exchange.rpc().equals("tools/call")) {
                        exchange.stream();
                        for (int step = 1; step <= 3; step++) {
                            exchange.event(
                                    "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":"
                                            + exchange.id() + ",\"progress\":" + step + "}}");
                        }
                        exchange.event(Json.result(exchange.id(), Json.toolResult("fine")))
                                .endStream();
                        return true;
                    }
                    return false;
                });
                Client<?> client = server.client();
                ClientSession session = client.connect()) {
            session.callTool(
                    "tool", Map.of(), CallOptions.DEFAULT.withProgress(progress -> steps.add(progress.progress())));

            assertThat(steps).isEqualTo(Arrays.asList(1.0, 2.0, 3.0));
        }
    }
}
