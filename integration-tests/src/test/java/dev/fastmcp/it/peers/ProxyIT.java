package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.ProxySessions;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerTool;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients, a proxy and a server, all of them over HTTP. */
@Timeout(60)
class ProxyIT {

    record Booking(String seat) {}

    private static final int CLIENTS = 4;

    private final CyclicBarrier together = new CyclicBarrier(2);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CountDownLatch begun = new CountDownLatch(1);
    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.of("book", "Asks for a seat.", (none, context) -> {
                context.log(LoggingLevel.WARNING, "asking");
                return context.elicit("Which seat?", Booking.class)
                        .map(Booking::seat)
                        .orElse("none");
            }))
            .tool(ServerTool.of("bookTogether", "Asks when two wait.", (none, context) -> {
                together.await(20, TimeUnit.SECONDS);
                return context.elicit("Which seat?", Booking.class)
                        .map(Booking::seat)
                        .orElse("none");
            }))
            .tool(ServerTool.of("meta", "Gives what came along.", (none, context) -> context.meta()))
            .tool(ServerTool.of("headers", "Gives the headers.", (none, context) -> context.headers()))
            .tool(ServerTool.of("wait", "Waits to be given up.", (none, context) -> {
                begun.countDown();
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return "never";
            }))
            .resource(ServerResource.of("own://news", "news", "News.", "text/plain", (none, context) -> "none yet"))
            .build();
    private final List<AutoCloseable> open = new ArrayList<>();

    private HttpServing serve(FastMcpServer served) throws Exception {
        HttpServing serving = HttpServing.builder(served).start();
        open.add(0, serving);
        return serving;
    }

    /** Serves a proxy to the server, and returns its address. */
    private String proxy(Era behind, ProxySessions sessions) throws Exception {
        Client<?> model =
                Client.builder(serve(server).uri().toString()).era(behind).build();
        FastMcpServer proxy = FastMcpServer.proxyBuilder(model)
                .sessions(sessions)
                .forwardHeaders("Authorization")
                .build();
        open.add(0, proxy);
        return serve(proxy).uri().toString();
    }

    private static Client.Builder<?> client(String url, Era era, String seat) {
        return Client.builder(url).era(era).onElicitation((form, context) -> ElicitResult.accept(new Booking(seat)));
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable each : open) {
            each.close();
        }
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,LEGACY", "LEGACY,MODERN", "MODERN,LEGACY", "MODERN,MODERN"})
    void eachQuestionReachesTheClientWhoseCallItIs(Era front, Era behind) throws Exception {
        String url = proxy(behind, ProxySessions.PER_CLIENT);
        List<String> wrong = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            String seat = "seat " + i;
            callers.add(Thread.ofVirtual().start(() -> {
                try (Client<?> client = client(url, front, seat).build();
                        ClientSession session = client.connect()) {
                    for (int n = 0; n < 10; n++) {
                        String booked = session.callTool("book").text();
                        if (!booked.equals(seat)) {
                            wrong.add(seat + " got " + booked);
                        }
                    }
                } catch (RuntimeException e) {
                    wrong.add(seat + " failed: " + e);
                }
            }));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void nobodyIsAskedWhileItIsUnclearWhomAQuestionIsFor() throws Exception {
        String url = proxy(Era.LEGACY, ProxySessions.SHARED);
        try (Client<?> one = client(url, Era.LEGACY, "one").build();
                Client<?> two = client(url, Era.LEGACY, "two").build();
                ClientSession first = one.connect();
                ClientSession second = two.connect()) {
            assertThat(first.callTool("book").text()).isEqualTo("one");
            assertThat(second.callTool("book").text()).isEqualTo("two");

            CompletableFuture<String> other = CompletableFuture.supplyAsync(() -> outcome(second));
            List<String> outcomes = List.of(outcome(first), other.get(30, TimeUnit.SECONDS));

            // The one that asks last may be alone by then.
            assertThat(outcomes.get(0)).isNotEqualTo("two");
            assertThat(outcomes.get(1)).isNotEqualTo("one");
            assertThat(outcomes).anyMatch(outcome -> outcome.contains("cannot tell which of its clients"));
        }
    }

    private static String outcome(ClientSession session) {
        try {
            return session.callTool("bookTogether", Map.of(), CallOptions.DEFAULT.returningToolErrors())
                    .text();
        } catch (JsonRpcException e) {
            return String.valueOf(e.getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,LEGACY", "LEGACY,MODERN", "MODERN,LEGACY", "MODERN,MODERN"})
    void handsOnWhatCallersSayAndNotWhatBelongsToOneWay(Era front, Era behind) throws Exception {
        String url = proxy(behind, ProxySessions.PER_CLIENT);
        CallOptions options = CallOptions.DEFAULT
                .withMeta("com.example/trace", Map.of("id", 7))
                .withProgress(report -> {})
                .withHeaders(RequestHeaders.of(Map.of(
                        "X-Tenant", "acme", "Authorization", "Bearer token-of-the-caller", "Cookie", "secret=1")));
        try (Client<?> client = Client.builder(url).era(front).build();
                ClientSession session = client.connect()) {
            Map<?, ?> meta = session.callTool("meta", Map.of(), options).data(Map.class);
            Map<?, ?> headers = session.callTool("headers", Map.of(), options).data(Map.class);

            assertThat(meta.get("com.example/trace")).isEqualTo(Map.of("id", 7));
            assertThat(meta.containsKey("io.modelcontextprotocol/protocolVersion"))
                    .isEqualTo(behind == Era.MODERN);
            assertThat(headers.get("x-tenant")).isEqualTo(List.of("acme"));
            assertThat(headers.get("authorization")).isEqualTo(List.of("Bearer token-of-the-caller"));
            assertThat(headers.containsKey("cookie")).isFalse();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void handsOnTheBytesOfHeadersThatAreNotAscii(Era behind) throws Exception {
        URI url = URI.create(proxy(behind, ProxySessions.PER_CLIENT));
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"headers\",\"_meta\":{"
                        + "\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
                        + "\"io.modelcontextprotocol/clientCapabilities\":{}}}}";
        try (Socket socket = new Socket(url.getHost(), url.getPort())) {
            String head =
                    "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/json\r\n"
                            + "MCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: headers\r\n"
                            + "X-User: J\u00FCrgen\r\nContent-Length: " + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Byte for byte: two of them for the umlaut, which the server behind takes for characters.
            assertThat(answer).contains("J\u00C3\u00BCrgen");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void saysThatTheServerIsGoneAndFindsItAgain(Era era) throws Exception {
        HttpServing serving = serve(server);
        Client<?> model = Client.builder(serving.uri().toString()).era(era).build();
        FastMcpServer proxy = FastMcpServer.proxy(model);
        open.add(0, proxy);
        CompletableFuture<String> updated = new CompletableFuture<>();
        try (Client<?> client = Client.builder((Object) proxy)
                        .era(era)
                        .onResourceUpdated(updated::complete)
                        .build();
                ClientSession session = client.connect()) {
            session.subscribe("own://news");
            serving.close();

            assertThatThrownBy(() -> session.callTool("meta"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("127.0.0.1:" + serving.uri().getPort());

            open.add(
                    0, HttpServing.builder(server).port(serving.uri().getPort()).start());
            assertThat(session.callTool("meta").isError()).isFalse();
            // The renewed subscription tells at once that something may have been missed.
            assertThat(updated.get(30, TimeUnit.SECONDS)).isEqualTo("own://news");
        }
    }

    @Test
    void keepsToItselfWhereTheServerIsIfItShall() throws Exception {
        HttpServing gone = serve(server);
        FastMcpServer proxy =
                FastMcpServer.proxyBuilder(gone.uri()).hideErrors().build();
        open.add(0, proxy);
        try (ClientSession session = Client.connect(proxy)) {
            gone.close();

            assertThatThrownBy(() -> session.callTool("meta"))
                    .hasMessageContaining("The server behind this proxy could not be asked")
                    .hasMessageNotContaining(String.valueOf(gone.uri().getPort()));
        }
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,LEGACY", "LEGACY,MODERN", "MODERN,LEGACY", "MODERN,MODERN"})
    void aClientThatGivesUpIsHeardBehind(Era front, Era behind) throws Exception {
        String url = proxy(behind, ProxySessions.PER_CLIENT);
        try (Client<?> client = client(url, front, "any").build();
                ClientSession session = client.connect()) {
            Thread caller = Thread.ofVirtual().start(() -> {
                try {
                    session.callTool("wait");
                } catch (RuntimeException e) {
                    // Interrupted, as it shall be.
                }
            });
            assertThat(begun.await(20, TimeUnit.SECONDS)).isTrue();
            caller.interrupt();

            assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesWhatMakesNoSense() {
        FastMcpServer proxy = FastMcpServer.proxy(server);

        assertThatThrownBy(() -> proxy.add(ServerTool.of("new", "", (none, context) -> "")))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("hands everything on");
        assertThatThrownBy(() -> FastMcpServer.proxyBuilder(server).forwardHeaders("Content-Type"))
                .hasMessageContaining("cannot be forwarded");
        proxy.close();
        try (Client<?> client = Client.of((Object) proxy)) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfAny(JsonRpcException.class, SessionClosedException.class)
                    .hasMessageContaining("closed");
        }
    }
}
