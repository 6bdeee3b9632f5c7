package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.ElicitResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers know the ids of the request and of its session. */
@Timeout(30)
class ContextIdsTest {

    private final List<RequestId> requests = new CopyOnWriteArrayList<>();
    private final List<Optional<String>> sessions = new CopyOnWriteArrayList<>();

    record Name(String name) {}

    private final FastMcpServer server = FastMcpServer.builder("ids")
            .tool(ServerTool.of("note", "Notes the ids.", (none, context) -> {
                requests.add(context.requestId());
                sessions.add(context.sessionId());
                return "noted";
            }))
            .tool(ServerTool.of("ask", "Notes the id before and after a question.", (none, context) -> {
                requests.add(context.requestId());
                context.elicit("Who?", Name.class);
                requests.add(context.requestId());
                return "asked";
            }))
            .build();

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void theIdIsTheOneTheClientChose() throws Exception {
        try (HttpServing serving = HttpServing.builder(server).start()) {
            String answer = new RawHttp(serving)
                    .post(
                            RawHttp.MODERN + "Mcp-Method: tools/call\r\nMcp-Name: note\r\nMcp-Session-Id: made up\r\n",
                            RawHttp.call("note").replace("\"id\":7", "\"id\":\"seven\""));
            assertThat(answer).contains("noted");
            assertThat(requests).containsExactly(RequestId.of("seven"));
            assertThat(sessions).as("of a request of the modern era").containsExactly(Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void eachRequestHasAnIdOfItsOwn(Era era) {
        try (ClientSession session = Client.builder(server).era(era).build().connect()) {
            session.callTool("note");
            session.callTool("note");
            assertThat(requests).hasSize(2).doesNotHaveDuplicates();
            assertThat(sessions).containsExactly(Optional.empty(), Optional.empty());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aClientThatComesBackHasAnotherId(Era era) {
        try (Client<?> client = Client.builder(server)
                        .era(era)
                        .onElicitation((form, context) -> ElicitResult.accept(new Name("Ann")))
                        .build();
                ClientSession session = client.connect()) {
            session.callTool("ask");
            assertThat(requests.get(0).equals(requests.get(1))).isEqualTo(era == Era.LEGACY);
        }
    }

    @Test
    void theSessionIsThatOfTheConnectionOverHttp() throws Exception {
        try (HttpServing serving = HttpServing.builder(server).start()) {
            String opened = new RawHttp(serving).post("", RawHttp.INITIALIZE);
            String id = opened.lines()
                    .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("mcp-session-id:"))
                    .map(line -> line.substring(line.indexOf(':') + 1).trim())
                    .findFirst()
                    .orElseThrow();
            new RawHttp(serving)
                    .post(
                            "Mcp-Session-Id: " + id + "\r\n",
                            RawHttp.request(2, "tools/call", "\"name\":\"note\",\"arguments\":{}"));
            assertThat(sessions).containsExactly(Optional.of(id));
        }
    }
}
