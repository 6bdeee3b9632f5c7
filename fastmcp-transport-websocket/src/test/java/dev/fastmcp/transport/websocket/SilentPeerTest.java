package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Servers that do not answer, or do not read. They hang up in the end, since a client that closes waits for their farewell. */
@Timeout(60)
class SilentPeerTest {

    @AfterAll
    static void leavesNoThreads() {
        Threads.assertNoneIsLeft();
    }

    private static final Duration SHORT = Duration.ofMillis(150);
    private static final int MANY = 16;
    private static final String MEBIBYTE = "x".repeat(1024 * 1024);

    private static WebSocketTransport.Builder pinging(RawServer server, Duration interval) {
        return WebSocketTransport.builder(server.address("/")).pingInterval(interval);
    }

    @Test
    void givesUpAServerThatDoesNotAnswerPings() throws Exception {
        List<Integer> frames = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    while (true) {
                        frames.add(peer.read().first());
                    }
                });
                Opened opened = Opened.with(pinging(server, Duration.ofMillis(200)))) {
            CompletableFuture<?> pending = opened.ask();

            assertThatThrownBy(() -> pending.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.IO_FAILED))
                    .hasMessageContaining("sent nothing for 300 ms, not even the answer to a ping, and was given up");
            Await.until("end of the connection", server.peer()::isFinished);
            assertThat(frames).contains(RawPeer.PING);
        }
    }

    @Test
    void keepsAServerThatAnswersPings() throws Exception {
        List<byte[]> payloads = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    while (true) {
                        RawPeer.Frame ping = peer.read();
                        payloads.add(ping.payload());
                        peer.frame(RawPeer.PONG, ping.payload());
                    }
                });
                Opened opened = Opened.with(pinging(server, Duration.ofMillis(600)))) {
            Await.until("some pings", () -> payloads.size() >= 3);

            assertThat(opened.channel.isOpen()).isTrue();
            assertThat(payloads.get(0)).isNotEqualTo(payloads.get(1));
            server.hangUp();
        }
    }

    @Test
    void keepsAServerThatSendsSomethingElseInstead() throws Exception {
        List<Integer> frames = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    while (true) {
                        frames.add(peer.read().first());
                        peer.frame(RawPeer.TEXT, "{\"jsonrpc\":\"2.0\",\"method\":\"note\"}");
                    }
                });
                Opened opened = Opened.with(pinging(server, Duration.ofMillis(600)))) {
            Await.until("some pings", () -> frames.size() >= 3);

            assertThat(opened.channel.isOpen()).isTrue();
            server.hangUp();
        }
    }

    @Test
    void sendsNoPingsIfTheIntervalIsZero() throws Exception {
        CompletableFuture<Integer> first = new CompletableFuture<>();
        try (RawServer server =
                        RawServer.accepting(peer -> first.complete(peer.read().first()));
                Opened opened = Opened.with(pinging(server, Duration.ZERO))) {
            assertThatThrownBy(() -> first.get(500, TimeUnit.MILLISECONDS))
                    .isInstanceOf(java.util.concurrent.TimeoutException.class);
            assertThat(opened.channel.isOpen()).isTrue();
        }
    }

    @Test
    void holdsNoCallerLongerThanItsDeadlineWhenNobodyReads() throws Exception {
        try (RawServer server = RawServer.accepting(RawPeer::idle);
                Opened opened = Opened.to(server)) {
            for (int i = 0; i < 12; i++) {
                assertTimesOut(opened, MEBIBYTE);
            }
            for (int i = 0; i < 3; i++) {
                assertTimesOut(opened, "small");
            }
            assertThat(opened.channel.isOpen()).isTrue();
            server.hangUp();
        }
    }

    private static void assertTimesOut(Opened opened, String text) {
        long start = System.nanoTime();
        assertThatThrownBy(() -> opened.exchange(text, SHORT)).isInstanceOf(RequestTimeoutException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(SHORT.plusSeconds(2));
    }

    @Test
    void queuesNothingThatNobodyReads() throws Exception {
        try (RawServer server = RawServer.accepting(RawPeer::idle);
                Opened opened = Opened.with(pinging(server, Duration.ZERO), Duration.ofMillis(500))) {
            assertThatThrownBy(() -> {
                        // The buffers of two sockets take several MiB, but they have an end.
                        for (int i = 0; i < 64; i++) {
                            opened.tell(MEBIBYTE);
                        }
                    })
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("it does not read");
            server.hangUp();
        }
    }

    @Test
    void holdsNoCallerWhenAServerAsksForPongsItDoesNotRead() throws Exception {
        byte[] payload = "p".repeat(125).getBytes(StandardCharsets.UTF_8);
        CompletableFuture<Boolean> flooded = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    for (int i = 0; i < 200_000; i++) {
                        peer.frame(RawPeer.PING, payload);
                    }
                    flooded.complete(true);
                    peer.idle();
                });
                Opened opened = Opened.to(server)) {
            // That all of them are sent shows that the reader goes on.
            assertThat(flooded.get(40, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3; i++) {
                assertTimesOut(opened, "small");
            }
            server.hangUp();
        }
    }

    @Test
    void deliversEverythingOnceAServerReadsAgain() throws Exception {
        CompletableFuture<Boolean> read = new CompletableFuture<>();
        List<Integer> lengths = new CopyOnWriteArrayList<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    read.join();
                    count(peer, lengths);
                });
                Opened opened = Opened.with(pinging(server, Duration.ZERO))) {
            for (int i = 0; i < MANY; i++) {
                Thread.ofVirtual().name("telling").start(() -> tell(opened));
            }
            read.complete(true);
            Await.until("all messages", () -> lengths.size() == MANY);

            assertThat(lengths).allMatch(length -> length > MEBIBYTE.length());
            server.hangUp();
        }
    }

    private static void tell(Opened opened) {
        try {
            opened.tell(MEBIBYTE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void count(RawPeer peer, List<Integer> lengths) throws IOException {
        while (true) {
            lengths.add(peer.read().payload().length);
        }
    }
}
