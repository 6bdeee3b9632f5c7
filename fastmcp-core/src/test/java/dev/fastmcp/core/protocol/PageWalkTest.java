package dev.fastmcp.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.core.FakeServer;
import java.util.Iterator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class PageWalkTest {

    /** A page is made from the cursor that was sent; {@code null} stands for none. */
    private static FakeServer paging(Function<Object, String> page) {
        FakeServer server = FakeServer.legacy();
        return server.on(
                "tools/list",
                (message, pipe) -> pipe.send(
                        message, page.apply(server.lastParams("tools/list").get("cursor"))));
    }

    private static String page(String tool, String next) {
        String cursor = next == null ? "" : ",\"nextCursor\":\"" + next + "\"";
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[{\"name\":\"" + tool + "\",\"inputSchema\":{}}]"
                + cursor + "}}";
    }

    @Test
    void followsCursorsToTheEndAnEmptyOneIncluded() {
        FakeServer server =
                paging(cursor -> cursor == null ? page("a", "") : cursor.equals("") ? page("b", "x") : page("c", null));
        try (ClientSession session = Client.connect(server)) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("a", "b", "c");
        }
    }

    @Test
    void stopsAtARepeatedCursor() {
        try (ClientSession session = Client.connect(paging(cursor -> page("a", "again")))) {
            assertThatThrownBy(session::listTools)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("repeats a cursor");
        }
    }

    @Test
    void stopsAtThePageLimit() {
        FakeServer server = paging(cursor -> page("a", cursor == null ? "1" : cursor + "1"));
        Client<?> client =
                Client.builder(server).limits(Limits.DEFAULT.withMaxPages(5)).build();
        try (client;
                ClientSession session = client.connect()) {
            assertThatThrownBy(session::listTools)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("more than 5 pages");
            assertThat(server.methods()).filteredOn("tools/list"::equals).hasSize(5);
        }
    }

    @Test
    void startsAgainOnceWhenACursorHasExpired() {
        FakeServer server = FakeServer.legacy();
        server.on("tools/list", (message, pipe) -> {
            Object cursor = server.lastParams("tools/list").get("cursor");
            long requests =
                    server.methods().stream().filter("tools/list"::equals).count();
            pipe.send(
                    message,
                    requests == 2
                            ? "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32602,\"message\":\"cursor"
                                    + " expired\"}}"
                            : cursor == null ? page("a", "next") : page("b", null));
        });
        try (ClientSession session = Client.connect(server)) {
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("a", "b");
            assertThat(server.methods()).filteredOn("tools/list"::equals).hasSize(4);
        }
    }

    @Test
    void neverPresentsAPartOfAListAsTheWhole() {
        FakeServer server = paging(cursor -> cursor == null
                ? page("a", "next")
                : "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32603,\"message\":\"broken\"}}");
        try (ClientSession session = Client.connect(server)) {
            assertThatThrownBy(session::listTools).isInstanceOf(JsonRpcException.class);
        }
    }

    @Test
    void streamsFetchPagesOnlyWhenTheyAreNeeded() {
        FakeServer server = paging(cursor -> cursor == null ? page("a", "next") : page("b", null));
        try (ClientSession session = Client.connect(server)) {
            Iterator<Tool> tools = session.streamTools().iterator();
            assertThat(tools.next().name()).isEqualTo("a");
            assertThat(session.streamTools().findFirst())
                    .hasValueSatisfying(tool -> assertThat(tool.name()).isEqualTo("a"));
            assertThat(server.lastParams("tools/list")).doesNotContainKey("cursor");
            assertThat(session.streamTools().map(Tool::name)).containsExactly("a", "b");
        }
    }
}
