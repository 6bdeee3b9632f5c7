package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that fall silent, or are not there: whoever waits for them can stop, and does so in time. */
class HttpSilenceTest {

    private static final Duration SHORT = Duration.ofMillis(250);
    private static final long KNOCK_NANOS = Duration.ofMillis(100).toNanos();

    @AfterAll
    static void noThreadIsLeft() {
        Threads.awaitNone();
    }

    /** Where a server can fall silent. */
    private record Silence(String name, RawHttpServer.Script script) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Silence> silences() {
        return Stream.of(
                new Silence("before the head", exchange -> {}),
                new Silence("within the head", exchange -> exchange.write("HTTP/1.1 200 OK\r\nConte")),
                new Silence(
                        "after the head",
                        exchange -> exchange.write(RawHttpServer.OK_HEAD + "Content-Length: 9\r\n\r\n")),
                new Silence(
                        "within the body",
                        exchange -> exchange.write(RawHttpServer.OK_HEAD + "Content-Length: 9\r\n\r\n{\"a")),
                new Silence("after the head of a stream", exchange -> exchange.stream()),
                new Silence("within a stream", exchange -> exchange.stream().chunk(": hi\n\ndata: ")),
                new Silence("after an id", exchange -> exchange.stream().chunk("id: 1\nretry: 30000\ndata:\n\n")),
                new Silence("after interim responses", exchange -> exchange.write("HTTP/1.1 102 Wait\r\n\r\n")),
                new Silence("dripping headers", exchange -> drip(exchange, "HTTP/1.1 200 OK\r\nX: ", "y")),
                new Silence("dripping a body", exchange -> drip(exchange, RawHttpServer.OK_HEAD + "\r\n", " ")),
                new Silence("dripping comments", exchange -> drip(exchange, RawHttpServer.STREAM_HEAD + "\r\n", ":\n")),
                new Silence(
                        "dripping progress",
                        exchange -> drip(
                                exchange,
                                RawHttpServer.STREAM_HEAD + "\r\n",
                                "data:"
                                    + " {\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":1,\"progress\":1}}\n\n")),
                new Silence("dripping interim responses", exchange -> drip(exchange, "", "HTTP/1.1 100 Go on\r\n")));
    }

    private static void drip(RawHttpServer.Exchange exchange, String start, String drop)
            throws IOException, InterruptedException {
        exchange.write(start);
        while (true) {
            exchange.pause(10);
            exchange.write(drop);
        }
    }

    private static RawHttpServer silentFor(String method, RawHttpServer.Script silence) throws IOException {
        return RawHttpServer.start(exchange -> {
            if (exchange.rpc().equals(method)) {
                silence.serve(exchange);
            } else {
                exchange.result("{\"said\":\"fine\"}");
            }
        });
    }

    /**
     * Linux lets go of a socket later than it is closed if the poller of virtual threads was just looking at it: when that one has its next event, which never comes while everybody is silent. A
     * connection that was not closed stays open all the same.
     */
    private static void awaitClosed(RawHttpServer server) {
        AtomicLong knocked = new AtomicLong(System.nanoTime());
        Await.until("the connection is closed", () -> {
            if (System.nanoTime() - knocked.get() > KNOCK_NANOS) {
                server.knock();
                knocked.set(System.nanoTime());
            }
            return server.openConnections() == 0;
        });
    }

    @ParameterizedTest
    @MethodSource("silences")
    void timesOut(Silence silence) throws Exception {
        try (RawHttpServer server = silentFor("test/silence", silence.script());
                Opened opened = Opened.to(server)) {
            long begun = System.nanoTime();

            assertThatThrownBy(() -> opened.exchange("test/silence", SHORT))
                    .isInstanceOfSatisfying(
                            RequestTimeoutException.class,
                            e -> assertThat(e.timeout()).isEqualTo(SHORT))
                    .hasMessageContaining("test/silence timed out")
                    .hasMessageContaining("250 ms")
                    .hasMessageContaining(server.url("/mcp"))
                    .hasMessageNotContaining("hidden");

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(SHORT, SHORT.plusMillis(750));
            awaitClosed(server);
            assertThat(opened.call()).isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @MethodSource("silences")
    void canBeInterruptedOnAVirtualThread(Silence silence) throws Exception {
        interrupted(silence, true);
    }

    @ParameterizedTest
    @MethodSource("silences")
    void canBeInterruptedOnAPlatformThread(Silence silence) throws Exception {
        interrupted(silence, false);
    }

    private static void interrupted(Silence silence, boolean virtual) throws Exception {
        CountDownLatch served = new CountDownLatch(1);
        try (RawHttpServer server = silentFor("test/silence", exchange -> {
                    served.countDown();
                    silence.script().serve(exchange);
                });
                Opened opened = Opened.to(server)) {
            Background<Boolean> cleared = Background.run(virtual, () -> {
                try {
                    opened.exchange("test/silence", Opened.PATIENCE);
                    return false;
                } catch (InterruptedException e) {
                    return !Thread.currentThread().isInterrupted();
                }
            });
            assertThat(served.await(5, TimeUnit.SECONDS)).isTrue();

            cleared.interrupt();

            assertThat(cleared.result()).isTrue();
            awaitClosed(server);
            assertThat(opened.call()).isEqualTo("fine");
        }
    }

    @ParameterizedTest
    @MethodSource("silences")
    void closingEndsIt(Silence silence) throws Exception {
        CountDownLatch served = new CountDownLatch(1);
        try (RawHttpServer server = silentFor("test/silence", exchange -> {
                    served.countDown();
                    silence.script().serve(exchange);
                });
                Opened opened = Opened.to(server)) {
            Background<Object> call = Background.run(() -> opened.exchange("test/silence", Opened.PATIENCE));
            assertThat(served.await(5, TimeUnit.SECONDS)).isTrue();

            opened.channel.close();

            assertThat(call.failure())
                    .isInstanceOf(SessionClosedException.class)
                    .hasMessageContaining("test/silence")
                    .hasMessageContaining(server.url("/mcp"));
            awaitClosed(server);
        }
    }

    @Test
    void responseTimeoutAppliesUntilTheResponseBegins() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {});
                Opened opened = Opened.with(Opened.builder(server).responseTimeout(SHORT))) {
            assertThat(Background.run(opened::call).failure())
                    .matches(Expected.transport(TransportException.Kind.IO_FAILED), "is the right exception")
                    .hasMessageContaining("silent for too long");
        }
    }

    @Test
    void idleTimeoutAppliesWithinAStream() throws Exception {
        try (RawHttpServer server =
                        RawHttpServer.start(exchange -> exchange.stream().chunk(": hello\n"));
                Opened opened = Opened.with(Opened.builder(server).idleTimeout(SHORT))) {
            assertThat(Background.run(opened::call).failure())
                    .matches(Expected.transport(TransportException.Kind.IO_FAILED), "is the right exception")
                    .hasMessageContaining("silent for too long")
                    .hasMessageContaining("idleTimeout");
        }
    }

    @Test
    void idleTimeoutAppliesAgainOnceAStreamHasBegunInspiteOfALongerResponseTimeout() throws Exception {
        try (RawHttpServer server =
                        RawHttpServer.start(exchange -> exchange.stream().chunk(": hello\n"));
                Opened opened = Opened.with(Opened.builder(server)
                        .responseTimeout(Duration.ofSeconds(60))
                        .idleTimeout(SHORT))) {
            assertThat(Background.run(opened::call).failure()).hasMessageContaining("silent for too long");
        }
    }

    @Test
    void responseTimeoutDoesNotApplyWithinAStream() throws Exception {
        try (RawHttpServer server = RawHttpServer.start(exchange -> {
                    exchange.stream();
                    exchange.pause(500);
                    exchange.event(Json.result(exchange.id(), "{\"said\":\"late\"}"))
                            .endStream();
                });
                Opened opened = Opened.with(Opened.builder(server).responseTimeout(SHORT))) {
            assertThat(opened.call()).isEqualTo("late");
        }
    }

    @Test
    void namesAServerThatRefusesConnections() throws Exception {
        int port;
        try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            port = unused.getLocalPort();
        }
        try (Opened opened =
                Opened.with(StreamableHttpTransport.builder("http://127.0.0.1:" + port + "/mcp?key=hidden"))) {
            assertThat(Background.run(opened::call).failure())
                    .matches(Expected.transport(TransportException.Kind.CONNECT_FAILED), "is the right exception")
                    .hasMessageContaining("tools/call failed: cannot connect to http://127.0.0.1:" + port + "/mcp")
                    .hasMessageContaining("refused")
                    .hasMessageNotContaining("hidden");
        }
    }

    @Test
    void namesAHostThatDoesNotExist() throws Exception {
        try (Opened opened = Opened.with(StreamableHttpTransport.builder("http://no-such-host.invalid/mcp"))) {
            assertThatThrownBy(opened::call)
                    .matches(Expected.transport(TransportException.Kind.CONNECT_FAILED), "is the right exception")
                    .hasMessageContaining("the name no-such-host.invalid cannot be resolved");
        }
    }

    /** The kernel takes no connection beyond the backlog, and says nothing. */
    private static ServerSocket full(List<Socket> filling) throws IOException {
        ServerSocket listener = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
        for (int i = 0; i < 8; i++) {
            SocketChannel socket = SocketChannel.open();
            socket.configureBlocking(false);
            socket.connect(listener.getLocalSocketAddress());
            filling.add(socket.socket());
        }
        return listener;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void connectingCanBeInterruptedAndTimesOut(boolean virtual) throws Exception {
        List<Socket> filling = new ArrayList<>();
        try (ServerSocket listener = full(filling);
                Opened opened = Opened.with(
                        StreamableHttpTransport.builder("http://127.0.0.1:" + listener.getLocalPort() + "/mcp")
                                .connectTimeout(Duration.ofMillis(600)))) {
            Background<Object> call = Background.run(virtual, () -> opened.exchange("test/a", Opened.PATIENCE));
            assertThatThrownBy(() -> opened.exchange("test/b", SHORT))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("250 ms");
            call.interrupt();
            assertThat(call.failure()).isInstanceOf(InterruptedException.class);

            assertThat(Background.run(virtual, () -> opened.exchange("test/c", Opened.PATIENCE))
                            .failure())
                    .matches(Expected.transport(TransportException.Kind.CONNECT_FAILED), "is the right exception")
                    .hasMessageContaining("127.0.0.1 did not take the connection within 600 ms");
        } finally {
            for (Socket socket : filling) {
                socket.close();
            }
        }
    }
}
