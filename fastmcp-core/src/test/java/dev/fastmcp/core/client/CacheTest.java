package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CacheMode;
import dev.fastmcp.api.CacheOptions;
import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Interceptor;
import dev.fastmcp.api.OutgoingCall;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.ResponseCacheStore;
import dev.fastmcp.core.FakeServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CacheTest {

    private static final CallOptions REFRESH = CallOptions.DEFAULT.withCache(CacheMode.REFRESH);
    private static final CallOptions BYPASS = CallOptions.DEFAULT.withCache(CacheMode.BYPASS);
    private static final String URI = "file:///a";

    private volatile Instant now = Instant.parse("2026-08-01T00:00:00Z");

    private CacheOptions.Builder options() {
        return CacheOptions.builder().clock(() -> now);
    }

    private void after(Duration time) {
        now = now.plus(time);
    }

    /** Every answer is another one, so that it can be seen which one a caller got. */
    private static FakeServer answering(FakeServer server, String hints) {
        AtomicInteger number = new AtomicInteger();
        return server.on("tools/list", (m, pipe) -> pipe.send(m, tools("t" + number.incrementAndGet(), hints)))
                .on("prompts/list", (m, pipe) -> pipe.send(m, result("\"prompts\":[]" + hints)))
                .on("resources/list", (m, pipe) -> pipe.send(m, result("\"resources\":[]" + hints)))
                .on("resources/templates/list", (m, pipe) -> pipe.send(m, result("\"resourceTemplates\":[]" + hints)))
                .on("resources/read", (m, pipe) -> pipe.send(m, contents(number.incrementAndGet() + "", hints)));
    }

    private static FakeServer modern(String hints) {
        return answering(FakeServer.modern(), hints);
    }

    private static FakeServer legacy() {
        return answering(FakeServer.legacy(), "");
    }

    private static String ttl(long millis) {
        return ",\"cacheScope\":\"private\",\"ttlMs\":" + millis;
    }

    private static String result(String members) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{" + members + "}}";
    }

    private static String tools(String name, String more) {
        return result("\"tools\":[{\"name\":\"" + name + "\",\"inputSchema\":{}}]" + more);
    }

    private static String contents(String text, String hints) {
        return result("\"contents\":[{\"uri\":\"" + URI + "\",\"text\":\"" + text + "\"}]" + hints);
    }

    private static String notification(String name, String params) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/" + name + "\",\"params\":{" + params + "}}";
    }

    private static long asked(FakeServer server, String method) {
        return server.methods().stream().filter(method::equals).count();
    }

    private static List<String> names(List<Tool> tools) {
        return tools.stream().map(Tool::name).toList();
    }

    private static void readEverything(ClientSession session) {
        session.listTools();
        session.listPrompts();
        session.listResources();
        session.listResourceTemplates();
        session.readResource(URI);
    }

    private static List<Long> askedForEverything(FakeServer server) {
        return List.of("tools/list", "prompts/list", "resources/list", "resources/templates/list", "resources/read")
                .stream()
                .map(method -> asked(server, method))
                .toList();
    }

    private static void with(FakeServer server, CacheOptions options, Consumer<ClientSession> action) {
        try (Client<?> client = Client.builder(server).cache(options).build();
                ClientSession session = client.connect()) {
            action.accept(session);
        }
    }

    @Test
    void cachesNothingUnlessAskedTo() {
        FakeServer server = modern(ttl(60_000));
        try (ClientSession session = Client.connect(server)) {
            readEverything(session);
            readEverything(session);
        }
        assertThat(askedForEverything(server)).containsOnly(2L);
    }

    @Test
    void answersAgainWithoutAskingUntilTheTimeOfTheServerIsOver() {
        FakeServer server = modern(ttl(60_000));
        with(server, options().build(), session -> {
            readEverything(session);
            after(Duration.ofMillis(59_999));
            readEverything(session);
            assertThat(askedForEverything(server)).containsOnly(1L);
            assertThat(names(session.listTools())).containsExactly("t1");
            after(Duration.ofMillis(1));
            readEverything(session);
            assertThat(askedForEverything(server)).containsOnly(2L);
        });
    }

    @Test
    void neverUsesTheAnswerToAnotherQuestion() {
        FakeServer server = modern(ttl(60_000));
        with(server, options().build(), session -> {
            String one = session.readResource(URI).text();
            assertThat(session.readResource("file:///b").text()).isNotEqualTo(one);
            assertThat(session.readResource(URI).text()).isEqualTo(one);
        });
    }

    @Test
    void streamsUseTheCacheAsWell() {
        FakeServer server = modern(ttl(60_000));
        with(server, options().build(), session -> {
            assertThat(session.streamTools().map(Tool::name)).containsExactly("t1");
            assertThat(session.streamTools().map(Tool::name)).containsExactly("t1");
        });
        assertThat(asked(server, "tools/list")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"ttlMs\":0",
                ",\"ttlMs\":-5",
                ",\"ttlMs\":\"60000\"",
                ",\"ttlMs\":null",
                ",\"ttlMs\":{}",
                ",\"ttlMs\":1e999"
            })
    void doesNotCacheWithoutAUsableTime(String hints) {
        FakeServer server = modern(hints);
        with(server, options().build(), session -> {
            readEverything(session);
            readEverything(session);
        });
        assertThat(askedForEverything(server)).containsOnly(2L);
    }

    @Test
    void capsTheTimeOfTheServer() {
        FakeServer server = modern(ttl(Long.MAX_VALUE));
        with(server, options().build(), session -> {
            session.listTools();
            after(Duration.ofHours(24).minusMillis(1));
            session.listTools();
            assertThat(asked(server, "tools/list")).isEqualTo(1);
            after(Duration.ofMillis(1));
            session.listTools();
            assertThat(asked(server, "tools/list")).isEqualTo(2);
        });
    }

    @Test
    void legacyResultsAreCachedOnlyForATimeOfTheClient() {
        FakeServer server = answering(FakeServer.legacy(), ttl(60_000));
        with(server, options().build(), session -> {
            readEverything(session);
            readEverything(session);
        });
        assertThat(askedForEverything(server)).containsOnly(2L);

        FakeServer other = legacy();
        with(other, options().legacyTtl(Duration.ofSeconds(5)).build(), session -> {
            readEverything(session);
            after(Duration.ofMillis(4999));
            readEverything(session);
            assertThat(askedForEverything(other)).containsOnly(1L);
            after(Duration.ofMillis(1));
            readEverything(session);
            assertThat(askedForEverything(other)).containsOnly(2L);
        });
    }

    @Test
    void callsCanRefreshOrBypass() {
        FakeServer server = modern(ttl(60_000));
        with(server, options().build(), session -> {
            assertThat(names(session.listTools())).containsExactly("t1");
            assertThat(names(session.listTools(BYPASS))).containsExactly("t2");
            assertThat(names(session.listTools())).containsExactly("t1");
            assertThat(names(session.listTools(REFRESH))).containsExactly("t3");
            assertThat(names(session.listTools())).containsExactly("t3");
        });
    }

    @Test
    void aRefreshThatFailsLeavesNothing() {
        FakeServer server = modern(ttl(60_000));
        with(server, options().build(), session -> {
            session.readResource(URI);
            server.answering("resources/read", FakeServer.METHOD_NOT_FOUND);
            assertThatThrownBy(() -> session.readResource(URI, REFRESH)).isInstanceOf(JsonRpcException.class);
            assertThatThrownBy(() -> session.readResource(URI)).isInstanceOf(JsonRpcException.class);
        });
    }

    @Test
    void callsWithMetadataOrHeadersGoPastTheCache() {
        FakeServer server = modern(ttl(60_000));
        CallOptions meta = CallOptions.DEFAULT.withMeta("com.example/user", "bob");
        CallOptions headers = CallOptions.DEFAULT.withHeaders(RequestHeaders.of(Map.of("X-User", "bob")));
        with(server, options().build(), session -> {
            assertThat(names(session.listTools(meta))).containsExactly("t1");
            assertThat(names(session.listTools(headers))).containsExactly("t2");
            assertThat(names(session.listTools())).containsExactly("t3");
            assertThat(names(session.listTools(meta))).containsExactly("t4");
            assertThat(names(session.listTools())).containsExactly("t3");
        });
    }

    @Test
    void errorsAreNotCached() {
        FakeServer server = modern(ttl(60_000)).answering("tools/list", FakeServer.METHOD_NOT_FOUND);
        with(server, options().build(), session -> {
            assertThatThrownBy(session::listTools).isInstanceOf(JsonRpcException.class);
            assertThatThrownBy(session::listTools).isInstanceOf(JsonRpcException.class);
        });
        assertThat(asked(server, "tools/list")).isEqualTo(2);
    }

    @Test
    void resultsThatNeededInputAreNotCached() {
        FakeServer server = modern(ttl(60_000));
        server.on("resources/read", (message, pipe) -> {
            boolean answered = server.lastParams("resources/read").containsKey("inputResponses");
            pipe.send(
                    message,
                    answered
                            ? contents("secret", ttl(60_000))
                            : result("\"resultType\":\"input_required\",\"ttlMs\":60000,\"inputRequests\":{\"q\":{"
                                  + "\"method\":\"elicitation/create\",\"params\":{\"message\":\"?\",\"requestedSchema\":"
                                  + "{\"type\":\"object\",\"properties\":{}}}}}"));
        });
        try (Client<?> client = Client.builder(server)
                        .onElicitation((form, context) -> ElicitResult.accept(Map.of()))
                        .cache(options().build())
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.readResource(URI).text()).isEqualTo("secret");
            assertThat(session.readResource(URI).text()).isEqualTo("secret");
        }
        assertThat(asked(server, "resources/read")).isEqualTo(4);
    }

    @Test
    void notificationsDropWhatTheyAreAbout() {
        for (FakeServer server : List.of(modern(ttl(60_000)), legacy())) {
            with(server, options().legacyTtl(Duration.ofMinutes(1)).build(), session -> {
                readEverything(session);
                pushed(server, session, notification("tools/list_changed", ""));
                readEverything(session);
                assertThat(askedForEverything(server)).containsExactly(2L, 1L, 1L, 1L, 1L);
                pushed(server, session, notification("prompts/list_changed", ""));
                readEverything(session);
                assertThat(askedForEverything(server)).containsExactly(2L, 2L, 1L, 1L, 1L);
                pushed(server, session, notification("resources/list_changed", ""));
                readEverything(session);
                assertThat(askedForEverything(server)).containsExactly(2L, 2L, 2L, 2L, 1L);
                session.readResource("file:///b");
                pushed(server, session, notification("resources/updated", "\"uri\":\"" + URI + "\""));
                readEverything(session);
                session.readResource("file:///b");
                assertThat(askedForEverything(server)).containsExactly(2L, 2L, 2L, 2L, 3L);
                pushed(server, session, notification("resources/updated", "\"uri\":7"));
                readEverything(session);
                assertThat(askedForEverything(server)).containsExactly(2L, 2L, 2L, 2L, 3L);
            });
        }
    }

    /** What is sent before the answer to a ping has been received when the ping returns. */
    private static void pushed(FakeServer server, ClientSession session, String notification) {
        server.answering("ping", FakeServer.EMPTY).pipe().push(notification);
        session.ping();
    }

    @Test
    void anAnswerThatWasOvertakenByANotificationIsNotCached() {
        FakeServer server = modern("");
        AtomicInteger number = new AtomicInteger();
        server.on("tools/list", (message, pipe) -> {
            int count = number.incrementAndGet();
            if (count == 1) {
                pipe.send(message, notification("tools/list_changed", ""));
            }
            pipe.send(message, tools("t" + count, ttl(60_000)));
        });
        with(server, options().build(), session -> {
            assertThat(names(session.listTools())).containsExactly("t1");
            assertThat(names(session.listTools())).containsExactly("t2");
            assertThat(names(session.listTools())).containsExactly("t2");
        });
    }

    @Test
    void aNewConnectionDropsEverything() {
        FakeServer server = modern(ttl(60_000));
        with(server, options().build(), session -> {
            readEverything(session);
            server.pipe().die();
            readEverything(session);
            readEverything(session);
        });
        assertThat(server.pipes()).hasSize(2);
        assertThat(askedForEverything(server)).containsOnly(2L);
    }

    @Test
    void everyPageHasItsOwnTimeAndAnInvalidCursorDropsAll() {
        AtomicInteger generation = new AtomicInteger(1);
        FakeServer server = modern("");
        server.on("tools/list", (message, pipe) -> {
            Object cursor = server.lastParams("tools/list").get("cursor");
            int current = generation.get();
            if (cursor == null) {
                pipe.send(message, tools("a" + current, ",\"nextCursor\":\"c" + current + "\"" + ttl(60_000)));
            } else if (cursor.equals("c" + current)) {
                pipe.send(message, tools("b" + current, ttl(1_000)));
            } else {
                pipe.send(
                        message, "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32602,\"message\":\"cursor\"}}");
            }
        });
        with(server, options().build(), session -> {
            assertThat(names(session.listTools())).containsExactly("a1", "b1");
            assertThat(names(session.listTools())).containsExactly("a1", "b1");
            assertThat(asked(server, "tools/list")).isEqualTo(2);
            after(Duration.ofSeconds(1));
            assertThat(names(session.listTools())).containsExactly("a1", "b1");
            assertThat(asked(server, "tools/list")).isEqualTo(3);
            generation.set(2);
            after(Duration.ofSeconds(1));
            assertThat(names(session.listTools())).containsExactly("a2", "b2");
            assertThat(names(session.listTools())).containsExactly("a2", "b2");
            assertThat(asked(server, "tools/list")).isEqualTo(6);
        });
    }

    @Test
    void aServerThatMissesParametersIsAskedForItsToolsWhateverIsCached() {
        FakeServer server = modern("").withTraits(ChannelTraits.HTTP);
        AtomicInteger lists = new AtomicInteger();
        server.on("tools/list", (message, pipe) -> {
                    String schema = lists.incrementAndGet() == 1
                            ? "{}"
                            : "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\",\"x-mcp-header\":\"A\"}}}";
                    pipe.send(
                            message,
                            result("\"tools\":[{\"name\":\"t\",\"inputSchema\":" + schema + "}]" + ttl(60_000)));
                })
                .on(
                        "tools/call",
                        (message, pipe) -> pipe.send(
                                message,
                                lists.get() == 1
                                        ? "{\"jsonrpc\":\"2.0\",\"id\":$id,\"error\":{\"code\":-32020,\"message\":\"A\"}}"
                                        : result("\"content\":[]")));
        with(server, options().build(), session -> {
            session.listTools();
            session.callTool("t", Map.of("a", "b"));
            assertThat(lists).hasValue(2);
            assertThat(session.listTools().get(0).inputSchema().toJson()).contains("x-mcp-header");
            assertThat(lists).as("the new list is cached").hasValue(2);
        });
    }

    @Test
    void clientsShareNothingWithoutAStore() {
        FakeServer server = modern(",\"cacheScope\":\"public\",\"ttlMs\":60000");
        with(server, options().build(), ClientSession::listTools);
        with(server, options().build(), ClientSession::listTools);
        assertThat(asked(server, "tools/list")).isEqualTo(2);
    }

    @Test
    void publicResultsAreSharedThroughAStoreAndPrivateOnesAmongTheSameIdentityOnly() {
        for (String scope : List.of("\"public\"", "\"private\"", "\"shared\"", "7")) {
            Shelf shelf = new Shelf();
            FakeServer server = modern(",\"cacheScope\":" + scope + ",\"ttlMs\":60000");
            CacheOptions.Builder shared = options().store("fake", shelf);
            with(server, shared.partition("alice").build(), ClientSession::listTools);
            with(server, shared.partition("alice").build(), ClientSession::listTools);
            assertThat(asked(server, "tools/list")).as(scope).isEqualTo(1);
            with(server, shared.partition("bob").build(), ClientSession::listTools);
            assertThat(asked(server, "tools/list")).as(scope).isEqualTo(scope.equals("\"public\"") ? 1 : 2);
        }
    }

    @Test
    void privateResultsAreNotSharedWithoutAnIdentity() {
        Shelf shelf = new Shelf();
        FakeServer server = modern(ttl(60_000));
        with(server, options().store("fake", shelf).build(), ClientSession::listTools);
        with(server, options().store("fake", shelf).build(), ClientSession::listTools);
        assertThat(asked(server, "tools/list")).isEqualTo(2);
    }

    @Test
    void serversAndVersionsAreKeptApartInAStore() {
        Shelf shelf = new Shelf();
        CacheOptions.Builder shared = options().partition("alice").legacyTtl(Duration.ofMinutes(1));
        FakeServer first = modern(ttl(60_000));
        FakeServer second = modern(ttl(60_000));
        FakeServer old = legacy();
        with(first, shared.store("one", shelf).build(), ClientSession::listTools);
        with(second, shared.store("two", shelf).build(), ClientSession::listTools);
        with(old, shared.store("one", shelf).build(), ClientSession::listTools);
        assertThat(asked(second, "tools/list")).isEqualTo(1);
        assertThat(asked(old, "tools/list")).isEqualTo(1);
    }

    @Test
    void aStoreThatFailsCostsNothingButTheRequest() {
        ResponseCacheStore broken = new ResponseCacheStore() {
            @Override
            public Optional<Entry> get(String key) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void put(String key, Entry entry) {
                throw new IllegalStateException("no connection");
            }

            @Override
            public void remove(String keyPrefix) {
                throw new IllegalStateException("no connection");
            }
        };
        FakeServer server = modern(ttl(60_000));
        with(server, options().store("fake", broken).build(), session -> {
            readEverything(session);
            pushed(server, session, notification("tools/list_changed", ""));
            readEverything(session);
            session.listTools(REFRESH);
        });
        assertThat(askedForEverything(server)).containsExactly(3L, 2L, 2L, 2L, 2L);
    }

    @Test
    void whatAStoreHasSpoiltIsAskedForAgain() {
        for (String spoilt : List.of("", "{", "7", "null", "{\"tools\":7}", "{\"resultType\":\"input_required\"}")) {
            Shelf shelf = new Shelf();
            FakeServer server = modern(ttl(60_000));
            with(server, options().store("fake", shelf).build(), session -> {
                session.listTools();
                shelf.entries.replaceAll((key, entry) -> new ResponseCacheStore.Entry(
                        spoilt.getBytes(StandardCharsets.UTF_8), entry.expires(), entry.scope()));
                assertThat(names(session.listTools())).as(spoilt).containsExactly("t2");
            });
        }
    }

    @Test
    void anEntryOfAnotherScopeIsNotUsed() {
        Shelf shelf = new Shelf();
        FakeServer server = modern(ttl(60_000));
        with(server, options().store("fake", shelf).build(), session -> {
            session.listTools();
            shelf.entries.replaceAll(
                    (key, entry) -> new ResponseCacheStore.Entry(entry.json(), entry.expires(), CacheScope.PUBLIC));
            assertThat(names(session.listTools())).containsExactly("t2");
        });
    }

    @Test
    void sixteenWhoAskTheSameMakeOneRequest() throws Exception {
        CountDownLatch asking = new CountDownLatch(16);
        FakeServer server = modern("").on("tools/list", (message, pipe) -> {
            asking.await();
            pipe.send(message, tools("t", ttl(60_000)));
        });
        inParallel(
                server,
                asking,
                session -> assertThat(names(session.listTools())).containsExactly("t"));
        assertThat(asked(server, "tools/list")).isEqualTo(1);
    }

    @Test
    void whereNothingMayBeCachedEveryoneGetsTheirOwnAnswer() throws Exception {
        CountDownLatch asking = new CountDownLatch(16);
        FakeServer server = modern(ttl(0));
        inParallel(server, asking, ClientSession::listTools);
        assertThat(asked(server, "tools/list")).isEqualTo(16);
    }

    private void inParallel(FakeServer server, CountDownLatch asking, Consumer<ClientSession> call) throws Exception {
        try (Client<?> client = Client.builder(server).cache(options().build()).build();
                ClientSession session = client.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> task = () -> {
                asking.countDown();
                call.accept(session);
                return true;
            };
            List<Future<Boolean>> results = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                results.add(threads.submit(task));
            }
            for (Future<Boolean> each : results) {
                assertThat(each.get(10, TimeUnit.SECONDS)).isTrue();
            }
        }
    }

    @Test
    void whoWaitsForTheAnswerOfAnotherKeepsTheirOwnTimeout() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        FakeServer server = modern("").on("resources/read", (message, pipe) -> asked.countDown());
        try (Client<?> client = Client.builder(server).cache(options().build()).build();
                ClientSession session = client.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> patient = threads.submit(() -> session.readResource(URI));
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> session.readResource(URI, CallOptions.DEFAULT.withTimeout(Duration.ofMillis(200))))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessage(
                            "resources/read timed out: another call is waiting for the same answer, which did not come"
                                    + " within 200 ms");
            patient.cancel(true);
        }
    }

    @Test
    void whoeverWaitedForACallThatFailedAsksAgain() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch fail = new CountDownLatch(1);
        AtomicInteger number = new AtomicInteger();
        FakeServer server = modern("").on("tools/list", (message, pipe) -> {
            if (number.incrementAndGet() == 1) {
                asked.countDown();
                fail.await();
                pipe.send(message, FakeServer.METHOD_NOT_FOUND);
            } else {
                pipe.send(message, tools("t", ttl(60_000)));
            }
        });
        try (Client<?> client = Client.builder(server).cache(options().build()).build();
                ClientSession session = client.connect();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<List<Tool>> first = threads.submit(() -> session.listTools());
            assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
            Future<List<Tool>> second = threads.submit(() -> session.listTools());
            fail.countDown();
            assertThatThrownBy(first::get).hasCauseInstanceOf(JsonRpcException.class);
            assertThat(names(second.get())).containsExactly("t");
        }
    }

    @Test
    void anInterceptorThatAsksTheSameDoesNotWaitForItself() {
        FakeServer server = modern(ttl(60_000));
        ClientSession[] session = new ClientSession[1];
        AtomicInteger depth = new AtomicInteger();
        Interceptor curious = new Interceptor() {
            @Override
            public JsonValue intercept(OutgoingCall call, Chain chain) {
                if (call.method().equals("tools/list") && depth.getAndIncrement() == 0) {
                    session[0].listTools();
                }
                return chain.proceed(call);
            }
        };
        try (Client<?> client = Client.builder(server)
                        .interceptor(curious)
                        .cache(options().build())
                        .build();
                ClientSession opened = client.connect()) {
            session[0] = opened;
            assertThat(names(opened.listTools())).containsExactly("t2");
        }
    }

    /** A store that several clients share. */
    private static final class Shelf implements ResponseCacheStore {

        private final Map<String, Entry> entries = new ConcurrentHashMap<>();

        @Override
        public Optional<Entry> get(String key) {
            return Optional.ofNullable(entries.get(key));
        }

        @Override
        public void put(String key, Entry entry) {
            entries.put(key, entry);
        }

        @Override
        public void remove(String keyPrefix) {
            entries.keySet().removeIf(key -> key.startsWith(keyPrefix));
        }
    }
}
