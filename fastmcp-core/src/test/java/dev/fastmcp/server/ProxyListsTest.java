package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.FakeServer;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Lists that come in pages: cursors are the server's own, and pass through a proxy as they are. */
@Timeout(30)
class ProxyListsTest {

    private static final int PAGES = 3;

    /** A cursor is any text. */
    private static final String CURSOR = "p\u00E4ge \u20AC \"%2F\" ";

    /** @param entry one entry as JSON, with $n for its number */
    private record Kind(String method, String member, String entry, Function<ClientSession, List<String>> names) {

        @Override
        public String toString() {
            return method;
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(
                    "tools/list",
                    "tools",
                    "{\"name\":\"n$n\",\"inputSchema\":{\"type\":\"object\"}}",
                    session -> session.listTools().stream()
                            .map(tool -> tool.name())
                            .toList()),
            new Kind(
                    "prompts/list",
                    "prompts",
                    "{\"name\":\"n$n\"}",
                    session -> session.listPrompts().stream()
                            .map(prompt -> prompt.name())
                            .toList()),
            new Kind(
                    "resources/list",
                    "resources",
                    "{\"name\":\"n$n\",\"uri\":\"own://$n\"}",
                    session -> session.listResources().stream()
                            .map(resource -> resource.name())
                            .toList()),
            new Kind(
                    "resources/templates/list",
                    "resourceTemplates",
                    "{\"name\":\"n$n\",\"uriTemplate\":\"own://$n/{x}\"}",
                    session -> session.listResourceTemplates().stream()
                            .map(template -> template.name())
                            .toList()));

    static Stream<Arguments> cases() {
        return KINDS.stream()
                .flatMap(kind -> Stream.of(Era.LEGACY, Era.MODERN)
                        .flatMap(front -> Stream.of(Era.LEGACY, Era.MODERN)
                                .flatMap(behind -> Stream.of(ProxySessions.values())
                                        .map(sessions -> Arguments.of(kind, front, behind, sessions)))));
    }

    /** Gives the page that is asked for, and an error for a cursor that is not its own. */
    private static FakeServer paged(Kind kind, Era era) {
        FakeServer server = era == Era.LEGACY ? FakeServer.legacy() : FakeServer.modern();
        return server.on(kind.method(), (message, pipe) -> {
            Map<String, Object> params = message instanceof JsonRpcMessage.Request request
                    ? request.params().orElse(JsonValue.NULL).asMap()
                    : Map.of();
            String cursor = String.valueOf(params.getOrDefault("cursor", CURSOR + 0));
            if (!cursor.startsWith(CURSOR)) {
                pipe.send(message, FakeServer.METHOD_NOT_FOUND);
                return;
            }
            int page = Integer.parseInt(cursor.substring(CURSOR.length()));
            String next =
                    page + 1 < PAGES ? ",\"nextCursor\":\"" + CURSOR.replace("\"", "\\\"") + (page + 1) + "\"" : "";
            pipe.send(
                    message,
                    "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"complete\",\"ttlMs\":0,\"cacheScope\":\"private\",\""
                            + kind.member() + "\":[" + kind.entry().replace("$n", String.valueOf(page)) + "]" + next
                            + "}}");
        });
    }

    @ParameterizedTest
    @MethodSource("cases")
    void areReadToTheirEnd(Kind kind, Era front, Era era, ProxySessions sessions) {
        FakeServer behind = paged(kind, era);
        try (Client<?> model = Client.builder(behind).era(era).build();
                FastMcpServer proxy =
                        FastMcpServer.proxyBuilder(model).sessions(sessions).build();
                Client<?> client = Client.builder((Object) proxy).era(front).build();
                ClientSession session = client.connect()) {
            assertThat(kind.names().apply(session))
                    .containsExactlyElementsOf(
                            IntStream.range(0, PAGES).mapToObj(n -> "n" + n).toList());
            assertThat(behind.lastParams(kind.method())).containsEntry("cursor", CURSOR + (PAGES - 1));
        }
    }
}
