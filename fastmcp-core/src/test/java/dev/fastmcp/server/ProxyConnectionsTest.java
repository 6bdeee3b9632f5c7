package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.core.FakeServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a proxy has to do with the server behind it. */
@Timeout(30)
class ProxyConnectionsTest {

    private static final String SUBSCRIBABLE =
            FakeServer.INITIALIZED.replace("\"resources\":{}", "\"resources\":{\"subscribe\":true}");

    private static FastMcpServer proxy(FakeServer behind, ProxySessions sessions) {
        return FastMcpServer.proxyBuilder(behind).sessions(sessions).build();
    }

    private static Client.Builder<?> front(FastMcpServer proxy) {
        return Client.builder((Object) proxy).era(Era.LEGACY);
    }

    @Test
    void aServerMayAskRightAfterTheHandshake() throws Exception {
        CompletableFuture<JsonRpcMessage> answer = new CompletableFuture<>();
        FakeServer behind = FakeServer.legacy()
                .on(
                        "notifications/initialized",
                        (message, pipe) ->
                                pipe.send(message, "{\"jsonrpc\":\"2.0\",\"id\":\"r\",\"method\":\"roots/list\"}"))
                .on("response", (message, pipe) -> answer.complete(message));
        try (FastMcpServer proxy = proxy(behind, ProxySessions.PER_CLIENT);
                Client<?> client =
                        front(proxy).roots(List.of(Root.of("file:///work"))).build();
                ClientSession session = client.connect()) {
            assertThat(session.isOpen()).isTrue();
            assertThat(answer.get(20, TimeUnit.SECONDS))
                    .isInstanceOfSatisfying(
                            JsonRpcMessage.Success.class,
                            success -> assertThat(success.result().asMap().toString())
                                    .contains("file:///work"));
        }
    }

    @Test
    void requestsThatComeWhileTheProxyConnectsWait() throws Exception {
        CountDownLatch connecting = new CountDownLatch(1);
        CountDownLatch wanted = new CountDownLatch(1);
        FakeServer behind = FakeServer.legacy()
                .on("initialize", (message, pipe) -> {
                    connecting.countDown();
                    Thread.ofVirtual().start(() -> {
                        awaitUninterrupted(wanted);
                        pipe.send(message, FakeServer.INITIALIZED);
                    });
                })
                .answering("tools/list", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[]}}");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PipedOutputStream in = new PipedOutputStream();
        PipedInputStream read = new PipedInputStream(in);
        try (FastMcpServer proxy = proxy(behind, ProxySessions.PER_CLIENT)) {
            Thread serving = Thread.ofPlatform().daemon().start(() -> {
                try {
                    proxy.serve(read, out);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            in.write(
                    ("{\"jsonrpc\":\"2.0\",\"id\":0,\"method\":\"initialize\",\"params\":{\"protocolVersion\":\"2025-11-25\",\"capabilities\":{},\"clientInfo\":{\"name\":\"c\",\"version\":\"1\"}}}\n"
                        + "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}\n")
                            .getBytes(StandardCharsets.UTF_8));
            in.flush();
            assertThat(connecting.await(20, TimeUnit.SECONDS)).isTrue();
            in.close();
            wanted.countDown();

            assertThat(serving.join(Duration.ofSeconds(20))).isTrue();
        }
        assertThat(out.toString(StandardCharsets.UTF_8).lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("\"id\":0,\"result\""))
                .anyMatch(line -> line.contains("\"id\":1,\"result\":{\"tools\":[]"));
    }

    private static void awaitUninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @EnumSource(ProxySessions.class)
    void theSubscriptionsOfAClientThatIsGoneEnd(ProxySessions sessions) throws Exception {
        CompletableFuture<String> ended = new CompletableFuture<>();
        FakeServer behind = FakeServer.legacy()
                .answering("initialize", SUBSCRIBABLE)
                .answering("resources/subscribe", FakeServer.EMPTY)
                .on("resources/unsubscribe", (message, pipe) -> {
                    ended.complete("unsubscribed");
                    pipe.send(message, FakeServer.EMPTY);
                });
        try (FastMcpServer proxy = proxy(behind, sessions)) {
            Client<?> client = front(proxy).build();
            client.connect().subscribe("test://news");

            // Without a word to the proxy about the subscription.
            client.close();

            if (sessions == ProxySessions.SHARED) {
                assertThat(ended.get(20, TimeUnit.SECONDS)).isEqualTo("unsubscribed");
                assertThat(behind.pipe().isOpen()).isTrue();
            } else {
                assertThat(behind.pipe().isOpen()).isFalse();
            }
        }
    }

    @Test
    void aServerThatIsGoneIsNamedToThoseWhoSubscribe() {
        FakeServer behind = FakeServer.legacy().answering("initialize", SUBSCRIBABLE);
        behind.on("resources/subscribe", (message, pipe) -> pipe.die());
        try (FastMcpServer proxy = proxy(behind, ProxySessions.PER_CLIENT);
                Client<?> client = front(proxy).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.subscribe("test://news"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("fake server exited with code 3");
        }
    }

    @Test
    void aServerThatIsDownAtFirstIsFoundLater() {
        FakeServer behind = FakeServer.legacy()
                .answering("tools/list", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[]}}")
                .refusing(new TransportException(TransportException.Kind.CLOSED_BY_SERVER, "it is down"));
        try (FastMcpServer proxy = proxy(behind, ProxySessions.PER_CLIENT);
                Client<?> client = front(proxy).build()) {
            assertThatThrownBy(client::connect).hasMessageContaining("it is down");

            behind.refusing(null);
            try (ClientSession session = client.connect()) {
                assertThat(session.listTools()).isEmpty();
            }
        }
    }
}
