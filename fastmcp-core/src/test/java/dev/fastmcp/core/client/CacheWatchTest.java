package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CacheOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.FakeServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A cache listens by itself for what makes it stale. */
@Timeout(30)
class CacheWatchTest {

    private static final String A = "file:///a";

    /** What the server was asked to tell about, each time it has agreed. */
    private final BlockingQueue<Map<String, Object>> agreed = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

    private static String result(String members) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"complete\"," + members
                + ",\"ttlMs\":60000,\"cacheScope\":\"private\"}}";
    }

    private static FakeServer offering(String capabilities) {
        AtomicInteger number = new AtomicInteger();
        return FakeServer.modern()
                .answering(
                        "server/discover",
                        result("\"supportedVersions\":[\"2026-07-28\"],\"capabilities\":" + capabilities))
                .on(
                        "tools/list",
                        (message, pipe) -> pipe.send(
                                message,
                                result("\"tools\":[{\"name\":\"t" + number.incrementAndGet()
                                        + "\",\"inputSchema\":{}}]")))
                .on(
                        "resources/read",
                        (message, pipe) -> pipe.send(
                                message,
                                result("\"contents\":[{\"uri\":\"x\",\"text\":\"" + number.incrementAndGet()
                                        + "\"}]")));
    }

    private FakeServer server() {
        return offering("{\"tools\":{\"listChanged\":true},\"resources\":{\"subscribe\":true}}")
                .on("subscriptions/listen", (message, pipe) -> agree((JsonRpcMessage.Request) message, pipe));
    }

    private void agree(JsonRpcMessage.Request request, FakeServer.Pipe pipe) {
        JsonValue wanted =
                request.params().orElseThrow().member("notifications").orElseThrow();
        pipe.send(
                request,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":"
                        + wanted.toJson() + ",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":$id}}}");
        agreed.add(wanted.asMap());
    }

    private Client<FakeServer> client(FakeServer server) {
        return Client.builder(server)
                .cache(CacheOptions.DEFAULT)
                .onResourceUpdated(told::add)
                .build();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("something arrives").isNotNull();
        return next;
    }

    /** Returns when the client has seen it. */
    private static void push(FakeServer server, ClientSession session, String name, String params) {
        server.pipe()
                .push("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" + name + "\",\"params\":{" + params + "}}");
        session.ping();
    }

    private static void updated(FakeServer server, ClientSession session, String uri) {
        push(server, session, "resources/updated", "\"uri\":\"" + uri + "\"");
    }

    @Test
    void listensForListsThoughNobodyElseDoes() throws Exception {
        FakeServer server = server();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            assertThat(next(agreed)).isEqualTo(Map.of("toolsListChanged", true));
            session.listTools();
            push(server, session, "tools/list_changed", "");
            assertThat(session.listTools()).extracting(tool -> tool.name()).containsExactly("t2");
        }
    }

    @Test
    void listensForTheResourcesItHolds() throws Exception {
        FakeServer server = server();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            next(agreed);
            assertThat(session.readResource(A).text()).isEqualTo("1");
            assertThat(next(agreed)).containsEntry("resourceSubscriptions", List.of(A));
            assertThat(session.readResource(A).text()).isEqualTo("1");
            updated(server, session, A);
            assertThat(session.readResource(A).text()).isEqualTo("2");
            updated(server, session, A);
            assertThat(session.readResource(A).text()).isEqualTo("3");
        }
        assertThat(server.methods().stream().filter("subscriptions/listen"::equals))
                .hasSize(2);
    }

    @Test
    void tellsListenersOnlyOfWhatTheyHaveSubscribedTo() throws Exception {
        FakeServer server = server();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            next(agreed);
            session.readResource(A);
            session.readResource("file:///dir/x");
            while (!String.valueOf(next(agreed)).contains("file:///dir/x")) {
                // The server may be asked for one after the other.
            }
            session.subscribe("file:///dir");
            updated(server, session, A);
            updated(server, session, "file:///dir/x");
            updated(server, session, "file:///dir");
            assertThat(next(told)).isEqualTo("file:///dir/x");
            assertThat(next(told)).isEqualTo("file:///dir");
        }
    }

    @Test
    void asksForManyResourcesTogether() throws Exception {
        FakeServer server = server();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            List<String> uris =
                    IntStream.range(0, 100).mapToObj(i -> "file:///r" + i).toList();
            uris.forEach(session::readResource);
            Object asked = List.of();
            while (!(asked instanceof List<?> list && list.containsAll(uris))) {
                asked = next(agreed).getOrDefault("resourceSubscriptions", List.of());
            }
        }
        assertThat(server.methods().stream().filter("subscriptions/listen"::equals))
                .hasSizeLessThan(20);
    }

    @Test
    void goesOnListeningForListsIfTheServerWantsNoResources() throws Exception {
        FakeServer server = server();
        server.on("subscriptions/listen", (message, pipe) -> {
            JsonRpcMessage.Request request = (JsonRpcMessage.Request) message;
            if (request.params().orElseThrow().toJson().contains(A)) {
                pipe.send(message, FakeServer.METHOD_NOT_FOUND);
            } else {
                agree(request, pipe);
            }
        });
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            next(agreed);
            session.readResource(A);
            assertThat(next(agreed)).isEqualTo(Map.of("toolsListChanged", true));
            session.readResource(A);
            session.readResource("file:///b");
            assertThat(server.methods().stream().filter("subscriptions/listen"::equals))
                    .hasSize(3);
        }
    }

    @Test
    void opensNothingWithoutACacheOrWhereTheServerOffersNothing() {
        FakeServer plain = server();
        try (ClientSession session = Client.connect(plain)) {
            session.readResource(A);
            session.listTools();
        }
        FakeServer silent = offering("{\"tools\":{},\"resources\":{}}");
        try (Client<FakeServer> client = client(silent);
                ClientSession session = client.connect()) {
            assertThat(session.readResource(A).text()).isEqualTo("1");
            assertThat(session.readResource(A).text()).isEqualTo("1");
            session.listTools();
        }
        assertThat(plain.methods()).doesNotContain("subscriptions/listen");
        assertThat(silent.methods()).doesNotContain("subscriptions/listen");
    }
}
