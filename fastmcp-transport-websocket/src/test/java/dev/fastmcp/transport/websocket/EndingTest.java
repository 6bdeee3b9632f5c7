package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Limits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How connections end, and who hears what about it. */
class EndingTest {

    @AfterAll
    static void leavesNoThreads() {
        Threads.assertNoneIsLeft();
    }

    private static final Duration A_MINUTE = Duration.ofMinutes(1);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000 | CLOSED_BY_SERVER | 1000 (normal closure), \"bye\"",
                "1001 | CLOSED_BY_SERVER | 1001 (going away), \"bye\"",
                "1002 | IO_FAILED | 1002 (protocol error), \"bye\"; it does not accept what this client sends",
                "1003 | IO_FAILED | 1003 (unsupported data)",
                "1007 | IO_FAILED | 1007 (invalid payload)",
                "1008 | CLOSED_BY_SERVER | 1008 (policy violation), \"bye\"; it may want other credentials or rights",
                "1009 | LIMIT_EXCEEDED | 1009 (message too big), \"bye\"; a message to it was too large for it",
                "1010 | IO_FAILED | 1010 (extension missing)",
                "1011 | CLOSED_BY_SERVER | 1011 (internal error), \"bye\"; its log may say why",
                "1012 | CLOSED_BY_SERVER | 1012 (service restart), \"bye\"; connect again after a while",
                "1013 | CLOSED_BY_SERVER | 1013 (try again later), \"bye\"; connect again after a while",
                "1014 | CLOSED_BY_SERVER | 1014 (bad gateway)",
                "3000 | CLOSED_BY_SERVER | 3000 (registered by a library or framework)",
                "4000 | CLOSED_BY_SERVER | 4000 (private to the server)",
                "4401 | CLOSED_BY_SERVER | 4401 (unauthorized, by convention)",
                "4403 | CLOSED_BY_SERVER | 4403 (forbidden, by convention)",
            })
    void tellsWhyTheServerClosedAndAnswers(int code, TransportException.Kind kind, String text) throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.read();
                    peer.close(code, "bye");
                    answer.complete(peer.read().closeCode());
                });
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(() -> opened.exchange("?", A_MINUTE))
                    .isInstanceOfSatisfying(
                            TransportException.class, e -> assertThat(e.kind()).isEqualTo(kind))
                    .hasMessageContaining(server.address("/") + " closed the connection: code " + text);
            assertThat(opened.recorder.losses).hasSize(1);
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(code);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "999", "1004", "1005", "1006", "1015", "2999", "5000", "65535"})
    void refusesCodesThatMayNotBeSent(int code) throws Exception {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.close(code, "");
                    answer.complete(peer.read().closeCode());
                });
                Opened opened = Opened.to(server)) {
            assertThat(opened.recorder.loss())
                    .hasMessageContaining("broke the WebSocket protocol: it sent a close frame with the code " + code);
            assertThat(answer.get(5, TimeUnit.SECONDS)).isEqualTo(1002);
        }
    }

    @Test
    void doesWithoutACode() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.frame(RawPeer.CLOSE, "");
                    peer.read();
                });
                Opened opened = Opened.to(server)) {
            assertThat(opened.recorder.loss()).hasMessageEndingWith("closed the connection: code 1005 (no code given)");
        }
    }

    @Test
    void showsReasonsShortPrintableAndWithoutSecrets() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.close(4401, "no: s3cr3t-token\u001b[31m\r\nforged");
                    peer.read();
                });
                Opened opened = Opened.with(WebSocketTransport.builder(server.address("/"))
                        .header("Authorization", "Bearer s3cr3t-token"))) {
            assertThat(opened.recorder.loss())
                    .hasMessageContaining("\"no: ***\uFFFD[31m  forged\"")
                    .hasMessageNotContaining("s3cr3t");
        }
    }

    @Test
    void noticesAnEndWithoutACloseFrame() throws Exception {
        try (RawServer server = RawServer.accepting(RawPeer::read);
                Opened opened = Opened.to(server)) {
            CompletableFuture<JsonRpcMessage.Response> first = opened.ask();

            assertThatThrownBy(() -> first.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CLOSED_BY_SERVER))
                    .hasMessageContaining("ended the connection without a close frame (1006, abnormal closure)");
            assertThat(opened.channel.isOpen()).isFalse();
        }
    }

    @Test
    void noticesAReset() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.read();
                    peer.reset();
                });
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(() -> opened.exchange("?", A_MINUTE))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("1006, abnormal closure");
        }
    }

    @Test
    void closesWithACloseFrame() throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    RawPeer.Frame frame = peer.read();
                    while (frame.first() != RawPeer.CLOSE) {
                        frame = peer.read();
                    }
                    code.complete(frame.closeCode());
                    peer.close(1000, "");
                });
                Opened opened = Opened.to(server)) {
            CompletableFuture<JsonRpcMessage.Response> pending = opened.ask();

            opened.channel.close();
            opened.channel.close();

            assertThatThrownBy(() -> pending.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(SessionClosedException.class);
            assertThat(code.get(5, TimeUnit.SECONDS)).isEqualTo(1000);
            assertThat(opened.recorder.losses).isEmpty();
            Await.until("end of the connection", server.peer()::isFinished);
        }
    }

    @Test
    @Timeout(30)
    void closesInTwoSecondsEvenIfNobodyAnswers() throws Exception {
        try (RawServer server = RawServer.accepting(RawPeer::idle)) {
            WebSocketTransport transport = WebSocketTransport.of(server.address("/"));
            for (int i = 0; i < 3; i++) {
                Opened.on(transport, Limits.DEFAULT);
            }
            long start = System.nanoTime();

            transport.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(4));
        }
    }

    @Test
    void canBeClosedByItsOwnListener() throws Exception {
        CompletableFuture<Boolean> go = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    go.join();
                    peer.frame(RawPeer.TEXT, "{\"jsonrpc\":\"2.0\",\"method\":\"note\"}");
                    peer.drain();
                });
                Opened opened = Opened.to(server)) {
            CompletableFuture<JsonRpcMessage.Response> pending = opened.ask();
            opened.recorder.whenNotified = opened.channel::close;
            go.complete(true);

            assertThatThrownBy(() -> pending.get(5, TimeUnit.SECONDS)).hasCauseInstanceOf(SessionClosedException.class);
            Await.until("end of the connection", server.peer()::isFinished);
            assertThat(opened.recorder.losses).isEmpty();
        }
    }

    @Test
    void survivesAListenerThatFails() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.read();
                    peer.frame(RawPeer.TEXT, "{\"jsonrpc\":\"2.0\",\"method\":\"note\"}");
                    peer.frame(RawPeer.TEXT, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
                    peer.attend();
                });
                Opened opened = Opened.to(server)) {
            opened.recorder.whenNotified = () -> {
                throw new IllegalStateException("a listener that fails");
            };

            assertThat(opened.exchange("?", A_MINUTE)).isInstanceOf(JsonRpcMessage.Success.class);
        }
    }

    @Test
    void tellsTheServersReasonToACallerThatIsStuckInWriting() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.in().readNBytes(1000);
                    peer.close(1008, "too talkative");
                    peer.idle();
                });
                Opened opened = Opened.to(server)) {
            assertThatThrownBy(() -> opened.exchange("x".repeat(32 * 1024 * 1024), A_MINUTE))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("1008 (policy violation), \"too talkative\"");
            assertThat(opened.recorder.losses).hasSize(1);
        }
    }
}
