package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Tool;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What only the servers on TypeScript SDK v2 and FastMCP 4 do over HTTP. */
@NeedsPeers
class ModernHttpIT {

    private static ServerProcess server;

    @BeforeAll
    static void start() throws Exception {
        server = ServerRecipe.modern().start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(ProtocolVersion.class)
    void speaksEveryVersionThatIsPinned(ProtocolVersion version) {
        try (Client<?> client = server.client().protocolVersion(version).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().version()).isEqualTo(version);
            assertThat(session.listTools()).isNotEmpty();
        }
    }

    @Test
    void sendsParametersAsHeadersWhereTheSchemaAsksForIt() {
        Map<String, Object> arguments = Map.of(
                "region",
                "Zürich",
                "priority",
                7,
                "dryRun",
                true,
                "tenant",
                Map.of("id", " padded "),
                "note",
                "not a header");
        try (Client<?> client = server.client().build();
                ClientSession session = client.connect()) {
            session.listTools();
            Map<String, Object> seen =
                    JsonValue.parse(session.callTool("route", arguments).text()).asMap();
            assertThat(JsonValue.of(seen.get("arguments"))).isEqualTo(JsonValue.of(arguments));
            assertThat(JsonValue.of(seen.get("headers")).asMap())
                    .containsOnlyKeys(
                            "mcp-param-region", "mcp-param-priority", "mcp-param-dryrun", "mcp-param-tenantid")
                    .containsEntry("mcp-param-priority", "7")
                    .containsEntry("mcp-param-dryrun", "true")
                    .containsEntry("mcp-param-region", "=?base64?WsO8cmljaA==?=")
                    .containsEntry("mcp-param-tenantid", "=?base64?IHBhZGRlZCA=?=");
        }
    }

    @Test
    void sendsParametersAsHeadersEvenIfNobodyListedTheTools() {
        try (Client<?> client = server.client().build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("route", Map.of("region", "eu")).text())
                    .contains("\"mcp-param-region\":\"eu\"");
        }
    }

    @Test
    void sendsNoParametersAsHeadersInTheLegacyEra() {
        try (Client<?> client = server.client().era(Era.LEGACY).build();
                ClientSession session = client.connect()) {
            session.listTools();
            assertThat(session.callTool("route", Map.of("region", "eu")).text())
                    .isEqualTo("{\"arguments\":{\"region\":\"eu\"},\"headers\":{}}");
        }
    }

    @Test
    void bringsLargeResults() {
        try (Client<?> client = server.client().build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("large", Map.of("size", 5_000_000)).text())
                    .hasSize(5_000_000);
        }
    }

    @Test
    void resumesAStreamThatTheServerEnded() throws Exception {
        try (ServerProcess legacy = ServerRecipe.modern("--legacy-only").start();
                Client<?> client = legacy.client().build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("interrupt", Map.of("millis", 200)).text())
                    .isEqualTo("resumed");
            assertThat(session.callTool(
                                    "interrupt",
                                    Map.of("millis", 0),
                                    CallOptions.DEFAULT.withTimeout(Duration.ofSeconds(10)))
                            .text())
                    .isEqualTo("resumed");
            assertThat(session.callTool("echo", Map.of("text", "after")).text()).isEqualTo("after");
        }
    }

    @Test
    void collectsThePagesOfAList() throws Exception {
        try (ServerProcess paging = ServerRecipe.fastMcp4("--http")
                .with(Map.of("TEST_PAGE_SIZE", "4"))
                .start()) {
            for (Era era : List.of(Era.MODERN, Era.LEGACY)) {
                try (Client<?> client = paging.client().era(era).build();
                        ClientSession session = client.connect()) {
                    assertThat(session.listTools())
                            .extracting(Tool::name)
                            .hasSize(13)
                            .doesNotHaveDuplicates()
                            .startsWith("echo", "add")
                            .endsWith("headers");
                    assertThat(session.streamTools().skip(4).findFirst())
                            .hasValueSatisfying(tool -> assertThat(tool.name()).isEqualTo("fail"));
                }
            }
        }
    }
}
