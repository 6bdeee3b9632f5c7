package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.UrlElicitation;
import dev.fastmcp.api.model.UrlElicitationRequiredException;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that a server refuses until pages have been visited. */
@Timeout(30)
class PagesRequiredTest {

    private static final String DONE =
            "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}}";
    private static final CallOptions HASTY = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300));

    private final BlockingQueue<String> shown = new LinkedBlockingQueue<>();

    private static String refusal(String... ids) {
        StringBuilder pages = new StringBuilder();
        for (String id : ids) {
            pages.append(pages.isEmpty() ? "" : ",")
                    .append("{\"mode\":\"url\",\"message\":\"Log in\",\"url\":\"https://example.com/")
                    .append(id)
                    .append("\",\"elicitationId\":\"")
                    .append(id)
                    .append("\"}");
        }
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32042,\"message\":\"visit\",\"data\":{\"elicitations\":["
                + pages + "]}}}";
    }

    private static String complete(String id) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/elicitation/complete\",\"params\":{\"elicitationId\":\""
                + id + "\"}}";
    }

    /** Answers each call of a tool with the next answer, and then always with the last one. */
    private static FakeServer answering(FakeServer server, String... answers) {
        AtomicInteger calls = new AtomicInteger();
        return server.on(
                "tools/call",
                (message, pipe) -> pipe.send(message, answers[Math.min(calls.getAndIncrement(), answers.length - 1)]));
    }

    private Client<FakeServer> client(FakeServer server, ElicitResult answer) {
        return Client.builder(server)
                .onUrlElicitation((page, context) -> {
                    assertThat(context.method()).contains("tools/call");
                    shown.add(page.url());
                    return answer;
                })
                .build();
    }

    private static long calls(FakeServer server) {
        return server.methods().stream().filter("tools/call"::equals).count();
    }

    @Test
    void repeatsTheCallOnceTheServerTellsThatThePagesWereVisited() throws Exception {
        FakeServer server = answering(FakeServer.legacy(), refusal("a", "b"), DONE);
        try (Client<FakeServer> client = Client.builder(server)
                        .onUrlElicitation((page, context) -> {
                            shown.add(page.url());
                            // The second one comes after the handler has returned, or before: both must do.
                            server.pipe().push(complete("unknown"));
                            server.pipe().push(complete(page.elicitationId().orElseThrow()));
                            return ElicitResult.accept();
                        })
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("x").text()).isEqualTo("done");
        }
        assertThat(shown).containsExactly("https://example.com/a", "https://example.com/b");
        assertThat(calls(server)).isEqualTo(2);
    }

    @Test
    void doesNotRepeatTheCallBeforeThePagesWereVisited() throws Exception {
        FakeServer server = answering(FakeServer.legacy(), refusal("a"), DONE);
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            var call = session.async().callTool("x", Map.of());
            assertThat(shown.take()).isEqualTo("https://example.com/a");
            session.ping();
            assertThat(calls(server)).isEqualTo(1);

            server.pipe().push(complete("a"));
            assertThat(call.get().text()).isEqualTo("done");
        }
    }

    @Test
    void repeatsTheCallAllTheSameIfTheServerDoesNotTell() {
        FakeServer server = answering(FakeServer.legacy(), refusal("a"), DONE);
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            assertThat(session.callTool("x", Map.of(), HASTY).text()).isEqualTo("done");
        }
    }

    @Test
    void givesUpIfTheServerStillWantsIt() {
        FakeServer server = answering(FakeServer.legacy(), refusal("a"));
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("x", Map.of(), HASTY))
                    .isInstanceOf(UrlElicitationRequiredException.class)
                    .hasMessage(
                            "The server refused tools/call until a page is visited, and it still wants that after the"
                                    + " client has asked for it: let a person visit what elicitations() names, and call"
                                    + " again");
        }
        assertThat(shown).hasSize(1);
        assertThat(calls(server)).isEqualTo(2);
    }

    @Test
    void tellsThatThePersonDidNotAgree() {
        FakeServer server = answering(FakeServer.legacy(), refusal("a", "b"));
        try (Client<FakeServer> client = client(server, ElicitResult.decline());
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("x"))
                    .isInstanceOf(UrlElicitationRequiredException.class)
                    .hasMessage("The server refused tools/call until 2 pages are visited, and the person did not agree:"
                            + " let a person visit what elicitations() names, and call again");
        }
        assertThat(shown).hasSize(1);
        assertThat(calls(server)).isEqualTo(1);
    }

    @Test
    void tellsWhichPagesIfThereIsNoHandler() {
        FakeServer server = answering(FakeServer.legacy(), refusal("a"));
        try (Client<FakeServer> client = Client.builder(server)
                        .onElicitation((form, context) -> ElicitResult.cancel())
                        .build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("x"))
                    .isInstanceOfSatisfying(UrlElicitationRequiredException.class, e -> {
                        assertThat(e.code()).isEqualTo(-32042);
                        assertThat(e.data()).isPresent();
                        assertThat(e.elicitations())
                                .extracting(UrlElicitation::url)
                                .containsExactly("https://example.com/a");
                    })
                    .hasMessageContaining("this client has no handler for that, see onUrlElicitation of its builder");
        }
        assertThat(calls(server)).isEqualTo(1);
    }

    @Test
    void showsNoPageThatCouldDoHarm() {
        String harmful = refusal("a").replace("https://example.com/a", "file:///etc/passwd");
        FakeServer server = answering(FakeServer.legacy(), harmful);
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("x"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("This client opens only https addresses without credentials");
        }
        assertThat(shown).isEmpty();
    }

    @Test
    void stopsWaitingWhenTheConnectionIsLost() throws Exception {
        FakeServer server = answering(FakeServer.legacy(), refusal("a"), DONE);
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            var call = session.async().callTool("x", Map.of());
            shown.take();
            server.pipe().die();
            assertThatThrownBy(call::get).hasMessageContaining("fake server exited with code 3");
        }
    }

    @Test
    void passesTheErrorOnIfItDoesNotSayWhichPages() {
        String[] answers = {
            "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32042,\"message\":\"visit\"}}",
            "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32042,\"message\":\"visit\",\"data\":7}}",
            refusal()
        };
        FakeServer server = answering(FakeServer.legacy(), answers);
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            for (String ignored : answers) {
                assertThatThrownBy(() -> session.callTool("x")).isExactlyInstanceOf(JsonRpcException.class);
            }
        }
    }

    @Test
    void knowsNothingOfThisInTheModernEra() {
        FakeServer server = answering(FakeServer.modern(), refusal("a"));
        try (Client<FakeServer> client = client(server, ElicitResult.accept());
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("x")).isExactlyInstanceOf(JsonRpcException.class);
        }
        assertThat(shown).isEmpty();
    }
}
