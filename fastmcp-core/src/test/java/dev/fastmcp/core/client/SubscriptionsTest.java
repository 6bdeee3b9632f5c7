package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ListChangedListener;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.FakeServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class SubscriptionsTest {

    private static final String LEGACY = """
        {"jsonrpc":"2.0","id":$id,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{"listChanged":true},\
        "resources":{"subscribe":true}},"serverInfo":{"name":"fake","version":"1"}}}\
        """;
    private static final String MODERN = """
        {"jsonrpc":"2.0","id":$id,"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":\
        {"tools":{"listChanged":true},"resources":{"subscribe":true}},"ttlMs":0,"cacheScope":"private"}}\
        """;

    private final BlockingQueue<String> updates = new LinkedBlockingQueue<>();
    private final BlockingQueue<ListChangedListener.Kind> changes = new LinkedBlockingQueue<>();
    private final BlockingQueue<Map<String, Object>> listens = new LinkedBlockingQueue<>();

    private final AtomicBoolean holding = new AtomicBoolean();

    /** Acknowledgements that the modern server has not sent yet. */
    private final BlockingQueue<Runnable> held = new LinkedBlockingQueue<>();

    private final BlockingQueue<String> renewed = new LinkedBlockingQueue<>();

    private FakeServer legacy() {
        return FakeServer.legacy()
                .answering("initialize", LEGACY)
                .answering("resources/subscribe", FakeServer.EMPTY)
                .answering("resources/unsubscribe", FakeServer.EMPTY);
    }

    private FakeServer modern() {
        return FakeServer.modern().answering("server/discover", MODERN).on("subscriptions/listen", (message, pipe) -> {
            JsonRpcMessage.Request request = (JsonRpcMessage.Request) message;
            listens.add(request.params().orElseThrow().asMap());
            if (!holding.get() || !held.offer(() -> acknowledge(request, pipe))) {
                acknowledge(request, pipe);
            }
        });
    }

    private static void acknowledge(JsonRpcMessage.Request request, FakeServer.Pipe pipe) {
        String wanted = request.params()
                .orElseThrow()
                .member("notifications")
                .orElseThrow()
                .toJson();
        pipe.send(
                request,
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/subscriptions/acknowledged\",\"params\":{\"notifications\":"
                        + wanted + ",\"_meta\":{\"io.modelcontextprotocol/subscriptionId\":$id}}}");
    }

    private Client<FakeServer> client(FakeServer server) {
        return Client.builder(server).onResourceUpdated(updates::add).build();
    }

    private static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
        T next = queue.poll(5, TimeUnit.SECONDS);
        assertThat(next).as("something arrives").isNotNull();
        return next;
    }

    private static String updated(String uri) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/resources/updated\",\"params\":{\"uri\":\"" + uri
                + "\"}}";
    }

    @Test
    void subscribesWithALegacyServer() throws Exception {
        FakeServer server = legacy();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            Subscription subscription = session.subscribe("file:///a");
            assertThat(server.lastParams("resources/subscribe")).containsEntry("uri", "file:///a");
            server.pipe().push(updated("file:///a"));
            assertThat(next(updates)).isEqualTo("file:///a");

            subscription.close();
            subscription.close();
            assertThat(server.methods()).containsOnlyOnce("resources/unsubscribe");
        }
    }

    @Test
    void twoSessionsShareASubscription() throws Exception {
        FakeServer server = legacy();
        try (Client<FakeServer> client = client(server);
                ClientSession one = client.connect()) {
            one.subscribe("file:///a");
            try (ClientSession two = client.connect()) {
                two.subscribe("file:///a");
            }
            assertThat(server.methods()).containsOnlyOnce("resources/subscribe");
            assertThat(server.methods()).doesNotContain("resources/unsubscribe");
            one.subscribe("file:///b").close();
            assertThat(server.lastParams("resources/unsubscribe")).containsEntry("uri", "file:///b");
        }
    }

    @Test
    void subscribesAnewOnANewConnectionAndSaysThatSomethingMayBeMissed() throws Exception {
        FakeServer server = legacy();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            session.subscribe("file:///a");
            server.pipe().die();
            session.ping();

            assertThat(server.methods().stream().filter("resources/subscribe"::equals))
                    .hasSize(2);
            assertThat(next(updates)).isEqualTo("file:///a");
        }
    }

    @Test
    void refusesWhereTheServerOffersNoSubscriptions() {
        FakeServer server = FakeServer.legacy();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.subscribe("file:///a"))
                    .isInstanceOf(UnsupportedFeatureException.class)
                    .hasMessage("The server offers no subscriptions to resources; server().capabilities() tells what it"
                            + " offers");
        }
    }

    @Test
    void listensToAModernServer() throws Exception {
        FakeServer server = modern();
        try (Client<FakeServer> client = Client.builder(server)
                        .onResourceUpdated(updates::add)
                        .onListChanged(changes::add)
                        .build();
                ClientSession session = client.connect()) {
            assertThat(next(listens).get("notifications")).isEqualTo(Map.of("toolsListChanged", true));
            session.subscribe("file:///a");
            assertThat(next(listens).get("notifications"))
                    .isEqualTo(Map.of("toolsListChanged", true, "resourceSubscriptions", List.of("file:///a")));

            server.pipe().push(updated("file:///a"));
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            assertThat(next(updates)).isEqualTo("file:///a");
            assertThat(next(changes)).isEqualTo(ListChangedListener.Kind.TOOLS);
        }
    }

    @Test
    void aListThatIsOlderThanTheServersWordMayHaveChanged() throws Exception {
        holding.set(true);
        FakeServer server = modern().answering(
                        "tools/list",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"complete\",\"tools\":[],\"ttlMs\":0,"
                            + "\"cacheScope\":\"private\"}}");
        try (Client<FakeServer> client =
                        Client.builder(server).onListChanged(changes::add).build();
                ClientSession session = client.connect()) {
            next(listens);
            session.listTools();
            next(held).run();
            assertThat(next(changes)).isEqualTo(ListChangedListener.Kind.TOOLS);

            session.listTools();
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            assertThat(next(changes)).as("told once").isEqualTo(ListChangedListener.Kind.TOOLS);
            assertThat(changes).isEmpty();
        }
    }

    @Test
    void doesNotListenToAModernServerWithoutAReason() throws Exception {
        FakeServer server = modern();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            session.ping();
            assertThat(server.methods()).doesNotContain("subscriptions/listen");
        }
    }

    @Test
    void listensAgainWhenAModernServerEndsTheStream() throws Exception {
        FakeServer server = modern();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            session.subscribe("file:///a");
            next(listens);
            JsonRpcMessage.Request listen = server.lastRequest("subscriptions/listen");
            server.pipe()
                    .push("{\"jsonrpc\":\"2.0\",\"id\":" + listen.id() + ",\"result\":{\"resultType\":\"complete\"}}");

            assertThat(next(listens).get("notifications"))
                    .isEqualTo(Map.of("resourceSubscriptions", List.of("file:///a")));
            assertThat(next(updates)).as("may have been missed").isEqualTo("file:///a");
        }
    }

    @Test
    void saysSoIfAModernServerCannotBeListenedTo() {
        FakeServer server = FakeServer.modern().answering("server/discover", MODERN);
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.subscribe("file:///a")).hasMessageContaining("Method not found");
        }
    }

    @Test
    void listensUntilAModernServerHasAgreedToTheNextWish() throws Exception {
        BlockingQueue<JsonRpcMessage> ended = new LinkedBlockingQueue<>();
        FakeServer server = modern().on("notifications/cancelled", (message, pipe) -> ended.add(message));
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            session.subscribe("file:///a");
            Subscription second = session.subscribe("file:///b");
            next(ended);

            holding.set(true);
            second.close();
            Runnable agreement = next(held);
            assertThat(ended.poll(300, TimeUnit.MILLISECONDS)).isNull();

            agreement.run();
            next(ended);
        }
    }

    @Test
    void subscribesForAllWhenManyAskAModernServerAtOnce() throws Exception {
        FakeServer server = modern();
        holding.set(true);
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            CompletableFuture<Subscription> first =
                    CompletableFuture.supplyAsync(() -> session.subscribe("file:///a"), Thread::startVirtualThread);
            next(held);
            CompletableFuture<Subscription> second =
                    CompletableFuture.supplyAsync(() -> session.subscribe("file:///b"), Thread::startVirtualThread);
            next(held).run();

            assertThat(second.get(5, TimeUnit.SECONDS).uri()).isEqualTo("file:///b");
            assertThat(first.get(5, TimeUnit.SECONDS).uri()).isEqualTo("file:///a");
            next(listens);
            assertThat(JsonValue.of(next(listens).get("notifications")).toJson())
                    .contains("file:///a", "file:///b");
        }
    }

    /** A legacy server that refuses some resources, and lets the first request for one of them wait. */
    private FakeServer refusing(String... refused) {
        return legacy().on("resources/subscribe", (message, pipe) -> {
            Object uri = ((JsonRpcMessage.Request) message)
                    .params()
                    .orElseThrow()
                    .asMap()
                    .get("uri");
            String answer = List.of(refused).contains(uri)
                    ? "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32002,\"message\":\"no " + uri + "\"}}"
                    : FakeServer.EMPTY;
            if (!holding.getAndSet(false) || !held.offer(() -> pipe.send(message, answer))) {
                pipe.send(message, answer);
            }
        });
    }

    @Test
    void theRefusalOfALegacyServerReachesTheOneWhoAsked() throws Exception {
        FakeServer server = refusing("file:///bad");
        holding.set(true);
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            CompletableFuture<Subscription> first =
                    CompletableFuture.supplyAsync(() -> session.subscribe("file:///first"), Thread::startVirtualThread);
            Runnable answer = next(held);
            // All of these wait for the first one, and are wanted by the time it is their turn.
            CompletableFuture<Subscription> bad =
                    CompletableFuture.supplyAsync(() -> session.subscribe("file:///bad"), Thread::startVirtualThread);
            List<CompletableFuture<Subscription>> good = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                String uri = "file:///good" + i;
                good.add(CompletableFuture.supplyAsync(() -> session.subscribe(uri), Thread::startVirtualThread));
            }
            answer.run();

            assertThat(first.get(5, TimeUnit.SECONDS).uri()).isEqualTo("file:///first");
            assertThatThrownBy(() -> bad.get(5, TimeUnit.SECONDS)).hasMessageContaining("no file:///bad");
            for (CompletableFuture<Subscription> one : good) {
                assertThat(one.get(5, TimeUnit.SECONDS).uri()).startsWith("file:///good");
            }
        }
    }

    @Test
    void oneResourceThatIsGoneDoesNotKeepTheOthersFromBeingRenewed() throws Exception {
        FakeServer server = legacy();
        try (Client<FakeServer> client = client(server);
                ClientSession session = client.connect()) {
            for (String uri : List.of("file:///a", "file:///gone", "file:///b")) {
                session.subscribe(uri);
            }
            server.on("resources/subscribe", (message, pipe) -> {
                String params = ((JsonRpcMessage.Request) message)
                        .params()
                        .orElseThrow()
                        .toJson();
                renewed.add(params);
                pipe.send(message, params.contains("gone") ? FakeServer.METHOD_NOT_FOUND : FakeServer.EMPTY);
            });
            server.pipe().die();
            session.ping();
            assertThat(List.of(next(renewed), next(renewed), next(renewed)))
                    .anyMatch(params -> params.contains("file:///a"))
                    .anyMatch(params -> params.contains("file:///b"));
        }
    }
}
