package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.Limits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The opening handshake, and all that can be wrong with it. */
class HandshakeTest {

    @AfterAll
    static void leavesNoThreads() {
        Threads.assertNoneIsLeft();
    }

    private static final String SECRETS = "/mcp/a%20b?key=secret-in-query&x";

    private static WebSocketTransport.Builder to(RawServer server) {
        return WebSocketTransport.builder(server.address(SECRETS)).header("Authorization", "Bearer secret-in-header");
    }

    /** Whatever happens, no secret is shown. */
    private static AbstractThrowableAssert<?, ? extends Throwable> assertFailure(WebSocketTransport.Builder builder) {
        return assertThatThrownBy(() -> Opened.with(builder).close())
                .hasMessageContaining(builder.build().endpoint())
                .hasMessageNotContaining("secret");
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertNoConnection(
            WebSocketTransport.Builder builder) {
        return assertFailure(builder)
                .isInstanceOfSatisfying(
                        TransportException.class,
                        e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                .hasMessageStartingWith("Cannot connect to ");
    }

    @Test
    void asksForTheAddressAsItWasGiven() throws Exception {
        try (RawServer server = RawServer.accepting(RawPeer::attend);
                Opened opened = Opened.with(to(server))) {
            RawPeer peer = server.peer();

            assertThat(opened.channel.isOpen()).isTrue();
            assertThat(peer.head).startsWith("GET " + SECRETS + " HTTP/1.1\r\n");
            assertThat(peer.header("Host")).isEqualTo("127.0.0.1:" + server.port());
            assertThat(peer.header("Authorization")).isEqualTo("Bearer secret-in-header");
            assertThat(peer.header("Upgrade")).isEqualTo("websocket");
            assertThat(peer.header("Connection")).isEqualTo("Upgrade");
            assertThat(peer.header("Sec-WebSocket-Version")).isEqualTo("13");
            assertThat(peer.header("Sec-WebSocket-Protocol")).isEqualTo("mcp");
            assertThat(peer.header("Sec-WebSocket-Extensions")).isEmpty();
        }
    }

    @Test
    void hasTheHeadersOfItsChannel() throws Exception {
        RequestHeaders headers = RequestHeaders.NONE.with("authorization", "Bearer of-the-channel");
        try (RawServer server = RawServer.accepting(RawPeer::attend);
                WebSocketTransport transport = to(server).build();
                Channel channel = transport.open(new ChannelContext(
                        Opened.codec(), Limits.DEFAULT, new Recorder(), Opened.PATIENCE, () -> headers))) {
            assertThat(channel.isOpen()).isTrue();
            assertThat(server.peer().header("Authorization")).isEqualTo("Bearer of-the-channel");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 OK | is there a WebSocket server at this path?",
                "301 Moved | redirects are not followed",
                "401 Unauthorized | give credentials with header(\"Authorization\", ...) or auth(...)",
                "403 Forbidden | the credentials do not suffice",
                "404 Not Found | is the path right?",
                "429 | try again later",
                "500 secret-in-header secret-in-query | has failed",
                "503 \u001b[31mBusy | try again later",
            })
    void reportsAnotherStatusAsSuch(String line, String advice) throws Exception {
        int status = Integer.parseInt(line.substring(0, 3));
        try (RawServer server = new RawServer(peer -> peer.answer(
                "HTTP/1.1 " + line, "Retry-After: 7", "Location: ws://127.0.0.1:1/other", "Set-Cookie: id=secret"))) {
            assertFailure(to(server))
                    .isInstanceOfSatisfying(HttpStatusException.class, e -> {
                        assertThat(e.status()).isEqualTo(status);
                        assertThat(e.retryAfter()).contains(Duration.ofSeconds(7));
                        assertThat(e.header("location")).contains("ws://127.0.0.1:1/other");
                        assertThat(e.header("Set-Cookie")).isEmpty();
                    })
                    .hasMessageContaining("was refused with HTTP " + status)
                    .hasMessageContaining(advice)
                    .hasMessageNotContaining("\u001b");
            assertThat(server.peers).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sec-WebSocket-Accept: AAAAAAAAAAAAAAAAAAAAAAAAAAA= | Sec-WebSocket-Accept is missing or wrong",
                "X-Nothing: 1 | Sec-WebSocket-Accept is missing or wrong",
                "Sec-WebSocket-Protocol: graphql-ws | it chose the subprotocol \"graphql-ws\", although only mcp",
                "Sec-WebSocket-Protocol: secret-in-query | it chose the subprotocol \"***\"",
                "Sec-WebSocket-Extensions: permessage-deflate | it chose an extension (permessage-deflate), although"
                        + " none",
                "no colon | a header line without a name",
            })
    void refusesAHandshakeThatIsNotValid(String header, String why) throws Exception {
        try (RawServer server = new RawServer(peer -> {
            peer.answer("HTTP/1.1 101 Switching Protocols", "Upgrade: websocket", "Connection: Upgrade", header);
            peer.drain();
        })) {
            assertNoConnection(to(server)).hasMessageContaining(why);
            Await.until("end of the connection", server.peer()::isFinished);
        }
    }

    @Test
    void acceptsAServerThatChoosesNoSubprotocol() throws Exception {
        try (RawServer server = new RawServer(peer -> {
                    peer.accept();
                    peer.attend();
                });
                Opened opened = Opened.with(to(server))) {
            assertThat(opened.channel.isOpen()).isTrue();
        }
    }

    @Test
    void skipsInterimAnswersButNotForEver() throws Exception {
        try (RawServer server = new RawServer(peer -> {
                    peer.write("HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n".getBytes());
                    peer.accept();
                    peer.attend();
                });
                Opened opened = Opened.with(to(server))) {
            assertThat(opened.channel.isOpen()).isTrue();
        }
        try (RawServer server = new RawServer(peer -> {
            peer.readHead();
            while (true) {
                peer.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes());
            }
        })) {
            assertNoConnection(to(server)).hasMessageContaining("8 interim answers");
        }
    }

    @Test
    void refusesAnAnswerThatIsNotHttp() throws Exception {
        try (RawServer server = new RawServer(peer -> peer.answer("220 mail ready"))) {
            assertNoConnection(to(server)).hasMessageContaining("its answer is not HTTP");
        }
    }

    @Test
    void refusesHeadersWithoutEnd() throws Exception {
        try (RawServer server = new RawServer(peer -> {
            peer.readHead();
            peer.write("HTTP/1.1 101 OK\r\nX: ".getBytes());
            while (true) {
                peer.write(new byte[8192]);
            }
        })) {
            assertNoConnection(to(server)).hasMessageContaining("more than 65536 bytes");
        }
    }

    @Test
    void saysThatTheServerClosedInsteadOfAnswering() throws Exception {
        try (RawServer server = new RawServer(RawPeer::readHead)) {
            assertNoConnection(to(server))
                    .hasMessageContaining("it closed the connection instead of answering the handshake");
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        assertNoConnection(WebSocketTransport.builder("ws://127.0.0.1:" + RawServer.emptyPort() + "/?key=secret"))
                .hasMessageContaining("refused; is the server running?");
    }

    @Test
    void saysThatThereIsNoSuchHost() {
        assertNoConnection(WebSocketTransport.builder("ws://no-such-host.invalid/?key=secret"))
                .hasMessageContaining("there is no host no-such-host.invalid");
    }

    @Test
    void givesUpWhenTheTimeIsOver() throws Exception {
        try (RawServer server = new RawServer(RawPeer::drain)) {
            assertNoConnection(to(server).connectTimeout(Duration.ofMillis(200)))
                    .hasMessageContaining("no connection within 200 ms");
            Await.until("end of the connection", server.peer()::isFinished);

            assertThatThrownBy(() -> Opened.with(to(server), Duration.ofMillis(250)))
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining("no connection within 250 ms");
        }
    }

    @Test
    void waitsAsLongAsTheClientAndItsUserLikeIt() throws Exception {
        try (RawServer server = RawServer.accepting(RawPeer::attend);
                Opened opened =
                        Opened.with(to(server).connectTimeout(Duration.ofSeconds(Long.MAX_VALUE)), Duration.ZERO)) {
            assertThat(opened.channel.isOpen()).isTrue();
        }
    }

    @Test
    void leavesNothingOpenWhenInterrupted() throws Exception {
        try (RawServer server = new RawServer(RawPeer::drain)) {
            WebSocketTransport.Builder builder = to(server);
            CompletableFuture<Opened> opening = new CompletableFuture<>();
            Thread thread = new Thread(() -> {
                try {
                    opening.complete(Opened.with(builder));
                } catch (InterruptedException | RuntimeException e) {
                    opening.completeExceptionally(e);
                }
            });
            thread.start();
            RawPeer peer = server.peer();

            thread.interrupt();

            assertThatThrownBy(() -> opening.get(5, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            Await.until("end of the connection", peer::isFinished);
        }
    }

    @Test
    void asksForFreshHeadersOncePerHandshake() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        try (RawServer server = RawServer.accepting(RawPeer::attend)) {
            WebSocketTransport.Builder builder = to(server)
                    .header("X-Fixed", "fixed")
                    .headers(() -> RequestHeaders.NONE
                            .with("authorization", "Bearer fresh")
                            .with("X-Count", String.valueOf(asked.incrementAndGet())));
            Opened.with(builder).close();
            Opened.with(builder).close();

            assertThat(server.peers).extracting(peer -> peer.header("X-Count")).containsExactly("1", "2");
            assertThat(server.peers)
                    .allSatisfy(peer -> assertThat(peer.header("Authorization")).isEqualTo("Bearer fresh"))
                    .allSatisfy(peer -> assertThat(peer.header("X-Fixed")).isEqualTo("fixed"));
        }
    }

    @Test
    void failsWhenTheSourceOfHeadersFails() throws IOException {
        try (RawServer server = RawServer.accepting(RawPeer::attend)) {
            assertNoConnection(to(server).headers(() -> {
                        throw new IllegalStateException("the vault is closed");
                    }))
                    .hasMessageContaining("the source of its headers failed")
                    .hasRootCauseMessage("the vault is closed");
            assertNoConnection(to(server).headers(() -> RequestHeaders.NONE.with("Host", "other")))
                    .hasRootCauseMessage(
                            "header Host cannot be set: it belongs to the protocol; leave it out, or use another name");
            assertThat(server.peers).isEmpty();
        }
    }
}
