package dev.fastmcp.server;

import static dev.fastmcp.server.CountedConnections.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.model.ElicitResult;
import java.io.IOException;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** However clients come and go, a proxy with a connection for each of them keeps none that nobody needs. */
@Timeout(60)
class ProxyLeaksTest {

    record Who(String name) {}

    private static final int MANY = 40;
    private static final int AT_A_TIME = 8;

    /** What may be kept for the next clients that are known by one request: one for all, and some that were lent. */
    private static final int KEPT = 1 + 8;

    private final CountDownLatch begun = new CountDownLatch(MANY);
    private final AtomicInteger running = new AtomicInteger();
    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.of("hello", "Greets.", (none, context) -> "Hello!"))
            .tool(ServerTool.of(
                    "ask",
                    "Asks.",
                    (none, context) ->
                            context.elicit("Who?", Who.class).map(Who::name).orElse("nobody")))
            .tool(ServerTool.of("wait", "Waits to be given up.", (none, context) -> {
                running.incrementAndGet();
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } finally {
                    running.decrementAndGet();
                }
                return "never";
            }))
            .build();
    private final CountedConnections connections = new CountedConnections(server);
    private final ExecutorService threads =
            Executors.newFixedThreadPool(AT_A_TIME, Thread.ofVirtual().factory());

    @AfterEach
    void end() {
        threads.shutdownNow();
        server.close();
    }

    private interface Step {
        void with(FastMcpServer proxy) throws Exception;
    }

    private void proxied(Era behind, Step step) throws Exception {
        try (Client<?> model = Client.builder(connections).era(behind).build();
                FastMcpServer proxy = FastMcpServer.proxy(model)) {
            step.with(proxy);
            assertThat(connections.made()).isPositive();
        }
        assertThat(connections.open()).isZero();
    }

    private void manyTimes(Callable<?> visit) throws Exception {
        List<Future<?>> visits = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            visits.add(threads.submit(visit));
        }
        for (Future<?> next : visits) {
            next.get(30, TimeUnit.SECONDS);
        }
    }

    private static Client<?> client(FastMcpServer proxy, Era era) {
        return Client.builder((Object) proxy)
                .era(era)
                .onElicitation((form, context) -> ElicitResult.decline())
                .build();
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,LEGACY", "LEGACY,MODERN", "MODERN,LEGACY", "MODERN,MODERN"})
    void keepsNoneOfClientsInTheSameProcessThatAreGone(Era front, Era behind) throws Exception {
        proxied(behind, proxy -> {
            manyTimes(() -> {
                try (Client<?> client = client(proxy, front);
                        ClientSession session = client.connect()) {
                    assertThat(session.callTool("hello").text()).isEqualTo("Hello!");
                    assertThat(session.callTool("ask").text()).isEqualTo("nobody");
                    return session;
                }
            });

            assertThat(connections.made()).isGreaterThanOrEqualTo(MANY);
            await(() -> connections.open() == 0);
        });
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,LEGACY", "LEGACY,MODERN", "MODERN,LEGACY", "MODERN,MODERN"})
    void keepsNoneOfClientsInTheSameProcessThatVanishInTheMiddleOfCalls(Era front, Era behind) throws Exception {
        proxied(behind, proxy -> {
            List<Client<?>> clients = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                Client<?> client = client(proxy, front);
                ClientSession session = client.connect();
                clients.add(client);
                Thread.ofVirtual().start(() -> {
                    try {
                        session.callTool("wait");
                    } catch (McpException e) {
                        // The client is closed.
                    }
                });
            }
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

            clients.forEach(Client::close);

            await(() -> connections.open() == 0);
            await(() -> running.get() == 0);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void keepsNoneOfSessionsOverHttpThatAreEnded(Era behind) throws Exception {
        proxied(behind, proxy -> {
            try (HttpServing serving = HttpServing.builder(proxy).start()) {
                RawHttp http = new RawHttp(serving);
                manyTimes(() -> {
                    String session = http.introduced("2025-11-25");
                    assertThat(http.post(session, RawHttp.request(2, "tools/call", "\"name\":\"hello\"")))
                            .contains("Hello!");
                    return http.send("DELETE", session, "");
                });

                assertThat(connections.made()).isEqualTo(MANY);
                await(() -> connections.open() == 0);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void keepsAsManyAsThereAreSessionsOverHttp(Era behind) throws Exception {
        proxied(behind, proxy -> {
            try (HttpServing serving =
                    HttpServing.builder(proxy).maxSessions(AT_A_TIME).start()) {
                RawHttp http = new RawHttp(serving);
                for (int i = 0; i < MANY; i++) {
                    http.introduced("2025-11-25");
                }

                assertThat(connections.made()).isEqualTo(MANY);
                await(() -> connections.open() == AT_A_TIME);
            }
        });
    }

    private static String modern(String tool) {
        return RawHttp.call(tool).replace("clientCapabilities\":{}", "clientCapabilities\":{\"elicitation\":{}}");
    }

    private static String headers(String tool) {
        return RawHttp.MODERN + "Mcp-Method: tools/call\r\nMcp-Name: " + tool + "\r\n";
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void keepsFewForRequestsOverHttp(Era behind) throws Exception {
        proxied(behind, proxy -> {
            try (HttpServing serving = HttpServing.builder(proxy).start()) {
                RawHttp http = new RawHttp(serving);
                manyTimes(() -> {
                    String answer = http.post(headers("hello"), modern("hello"));
                    assertThat(answer).contains("Hello!");
                    return answer;
                });

                await(() -> connections.open() <= KEPT);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void keepsNoneOfRequestsOverHttpWhoseClientsVanish(Era behind) throws Exception {
        proxied(behind, proxy -> {
            try (HttpServing serving = HttpServing.builder(proxy).start()) {
                RawHttp http = new RawHttp(serving);
                List<Socket> clients = new ArrayList<>();
                for (int i = 0; i < MANY; i++) {
                    clients.add(http.openPost(headers("wait"), modern("wait")));
                }
                assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();

                for (Socket client : clients) {
                    client.setSoLinger(true, 0);
                    client.close();
                }

                // What was lent to a request that did not come to its end is for nobody else.
                await(() -> running.get() == 0);
                await(() -> connections.open() == 1);
                assertThat(http.post(headers("hello"), modern("hello"))).contains("Hello!");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
    }
}
