package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Limits;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server may send, and what it may not. */
class FramesTest {

    @AfterAll
    static void leavesNoThreads() {
        Threads.assertNoneIsLeft();
    }

    private static final int LIMIT = 4096;
    private static final Limits SMALL = Limits.DEFAULT.withMaxMessageBytes(LIMIT);

    private static final String NOTE = "{\"jsonrpc\":\"2.0\",\"method\":\"note\"}";

    /** A notification of so many bytes. */
    private static byte[] note(int length) {
        return (NOTE + " ".repeat(length - NOTE.length())).getBytes(StandardCharsets.UTF_8);
    }

    private static Opened open(RawServer server, Limits limits) throws InterruptedException {
        return Opened.with(WebSocketTransport.builder(server.address("/")), limits);
    }

    private static TransportException assertLost(
            RawServer.Script script, TransportException.Kind kind, int closeCode, String why) throws Exception {
        CompletableFuture<Integer> code = new CompletableFuture<>();
        RawServer.Script andListen = peer -> {
            try {
                script.run(peer);
            } finally {
                code.complete(peer.read().closeCode());
            }
        };
        try (RawServer server = RawServer.accepting(andListen);
                Opened opened = open(server, SMALL)) {
            TransportException loss = opened.recorder.loss();
            assertThat(loss).hasMessageStartingWith(server.address("/") + " ").hasMessageContaining(why);
            assertThat(loss.kind()).isEqualTo(kind);
            assertThat(code.get(10, TimeUnit.SECONDS)).isEqualTo(closeCode);
            Await.until("end of the connection", server.peer()::isFinished);
            assertThat(opened.recorder.losses).hasSize(1);
            return loss;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 100, 4096})
    void putsFragmentsTogether(int size) throws Exception {
        byte[] message = note(LIMIT);
        try (RawServer server = RawServer.accepting(peer -> {
                    for (int i = 0; i < message.length; i += size) {
                        byte[] part = java.util.Arrays.copyOfRange(message, i, Math.min(message.length, i + size));
                        int last = i + size >= message.length ? 0x80 : 0;
                        peer.frame(last | (i == 0 ? RawPeer.TEXT_BEGINS : RawPeer.CONTINUES), part);
                    }
                    peer.attend();
                });
                Opened opened = open(server, SMALL)) {
            Await.until("the notification", () -> !opened.recorder.notifications.isEmpty());
            assertThat(opened.recorder.losses).isEmpty();
        }
    }

    @Test
    void acceptsEmptyFragmentsAndControlFramesBetweenThem() throws Exception {
        CompletableFuture<RawPeer.Frame> pong = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.frame(RawPeer.TEXT_BEGINS, "");
                    peer.frame(RawPeer.CONTINUES, NOTE);
                    peer.frame(RawPeer.PING, "are you there?");
                    peer.frame(RawPeer.PONG, "unasked");
                    peer.frame(RawPeer.CONTINUES_LAST, "");
                    pong.complete(peer.read());
                    peer.attend();
                });
                Opened opened = Opened.to(server)) {
            Await.until("the notification", () -> !opened.recorder.notifications.isEmpty());
            assertThat(pong.get(5, TimeUnit.SECONDS).first()).isEqualTo(RawPeer.PONG);
            assertThat(pong.join().text()).isEqualTo("are you there?");
        }
    }

    @Test
    void skipsEmptyMessagesAndTextsThatAreNone() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.frame(RawPeer.TEXT, "");
                    peer.frame(RawPeer.TEXT, "welcome");
                    peer.frame(RawPeer.TEXT, NOTE);
                    peer.attend();
                });
                Opened opened = Opened.to(server)) {
            Await.until("the notification", () -> !opened.recorder.notifications.isEmpty());
            assertThat(opened.channel.isOpen()).isTrue();
        }
    }

    @Test
    void sendsOneTextFrameForEachMessage() throws Exception {
        CompletableFuture<RawPeer.Frame> frame = new CompletableFuture<>();
        try (RawServer server = RawServer.accepting(peer -> {
                    frame.complete(peer.read());
                    peer.frame(RawPeer.TEXT, "{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}");
                    peer.attend();
                });
                Opened opened = Opened.to(server)) {
            String text = "äß€\n漢字".repeat(30_000);

            assertThat(opened.exchange(text, Opened.PATIENCE)).isInstanceOf(JsonRpcMessage.Success.class);

            assertThat(frame.join().first()).isEqualTo(RawPeer.TEXT);
            assertThat(frame.join().text()).contains(text.replace("\n", "\\n"));
        }
    }

    @Test
    void endsTheConnectionWhenAMessageIsTooLarge() throws Exception {
        TransportException loss = assertLost(
                peer -> peer.frame(RawPeer.TEXT, note(LIMIT + 1)),
                TransportException.Kind.LIMIT_EXCEEDED,
                1009,
                "sent a message of more than 4096 bytes");
        assertThat(loss).hasMessageContaining("raise maxMessageBytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {LIMIT + 1, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE})
    void believesASizeThatIsTooLargeWithoutWaitingForIt(long size) throws Exception {
        assertLost(
                peer -> peer.write(RawPeer.header(RawPeer.TEXT, size)),
                TransportException.Kind.LIMIT_EXCEEDED,
                1009,
                "sent a message of more than 4096 bytes");
    }

    @Test
    void countsAllFragmentsOfAMessage() throws Exception {
        assertLost(
                peer -> {
                    peer.frame(RawPeer.TEXT_BEGINS, note(LIMIT));
                    peer.frame(RawPeer.CONTINUES_LAST, " ");
                },
                TransportException.Kind.LIMIT_EXCEEDED,
                1009,
                "sent a message of more than 4096 bytes");
    }

    @Test
    void endsAMessageWithoutEnd() throws Exception {
        try (RawServer server = RawServer.accepting(peer -> {
                    peer.frame(RawPeer.TEXT_BEGINS, "[");
                    while (true) {
                        peer.frame(RawPeer.CONTINUES, "1,");
                    }
                });
                Opened opened = open(server, SMALL)) {
            assertThat(opened.recorder.loss().kind()).isEqualTo(TransportException.Kind.LIMIT_EXCEEDED);
            Await.until("end of the connection", server.peer()::isFinished);
        }
    }

    @Test
    void allocatesNothingForASizeThatIsOnlyAnnounced() throws Exception {
        int channels = 64;
        Limits large = Limits.DEFAULT.withMaxMessageBytes(Integer.MAX_VALUE - 64);
        try (RawServer server = RawServer.accepting(peer -> {
            peer.write(RawPeer.header(RawPeer.TEXT, Integer.MAX_VALUE - 100));
            peer.frame(RawPeer.PING, "not a frame, but part of the message");
            peer.drain();
        })) {
            WebSocketTransport transport = WebSocketTransport.of(server.address("/"));
            try (transport) {
                for (int i = 0; i < channels; i++) {
                    assertThat(Opened.on(transport, large).channel.isOpen()).isTrue();
                }
            }
        }
    }

    static Stream<Arguments> violations() {
        return Stream.of(
                violation("a frame with reserved bits", peer -> peer.frame(0xC1, NOTE)),
                violation("a frame with reserved bits", peer -> peer.frame(0x91, NOTE)),
                violation("a masked frame", peer -> peer.write(new byte[] {(byte) 0x81, (byte) 0x80, 0, 0, 0, 0})),
                violation("a frame of the unknown kind 3", peer -> peer.frame(0x83, NOTE)),
                violation("a frame of the unknown kind 11", peer -> peer.frame(0x8B, NOTE)),
                violation("the continuation of no message", peer -> peer.frame(RawPeer.CONTINUES_LAST, NOTE)),
                violation("a new message within another", peer -> {
                    peer.frame(RawPeer.TEXT_BEGINS, NOTE);
                    peer.frame(RawPeer.TEXT, NOTE);
                }),
                violation("a control frame in parts", peer -> peer.frame(0x09, "ping")),
                violation(
                        "a control frame in parts, or of more than 125",
                        peer -> peer.frame(RawPeer.PING, new byte[126])),
                violation("a close frame with the code 0", peer -> peer.frame(RawPeer.CLOSE, new byte[1])),
                violation(
                        "a frame with a negative length",
                        peer -> peer.write(ByteBuffer.allocate(10)
                                .put((byte) 0x81)
                                .put((byte) 127)
                                .putLong(-1)
                                .array())));
    }

    private static Arguments violation(String what, RawServer.Script script) {
        return Arguments.of(what, script);
    }

    @ParameterizedTest
    @MethodSource("violations")
    void endsTheConnectionWhenTheProtocolIsBroken(String what, RawServer.Script script) throws Exception {
        assertLost(script, TransportException.Kind.IO_FAILED, 1002, "broke the WebSocket protocol: it sent " + what);
    }

    @Test
    void endsTheConnectionWhenAFrameIsBinary() throws Exception {
        assertLost(
                peer -> peer.frame(RawPeer.BINARY, NOTE),
                TransportException.Kind.IO_FAILED,
                1003,
                "sent a binary frame; messages are expected as text");
    }

    @Test
    void endsTheConnectionWhenATextIsNoText() throws Exception {
        assertLost(
                peer -> peer.frame(RawPeer.TEXT, new byte[] {'"', (byte) 0xC3, '(', '"'}),
                TransportException.Kind.IO_FAILED,
                1007,
                "sent a text that is not valid UTF-8");
    }

    @Test
    void acceptsCharactersThatAreSplitBetweenFragments() throws Exception {
        byte[] text = "{\"jsonrpc\":\"2.0\",\"method\":\"é€\uD83D\uDE00\"}".getBytes(StandardCharsets.UTF_8);
        try (RawServer server = RawServer.accepting(peer -> sendByteByByte(peer, text));
                Opened opened = Opened.to(server)) {
            Await.until("the notification", () -> !opened.recorder.notifications.isEmpty());
            assertThat(opened.recorder.notifications.get(0).method()).isEqualTo("é€\uD83D\uDE00");
        }
    }

    private static void sendByteByByte(RawPeer peer, byte[] text) throws IOException {
        for (int i = 0; i < text.length; i++) {
            int last = i == text.length - 1 ? 0x80 : 0;
            peer.frame(last | (i == 0 ? RawPeer.TEXT_BEGINS : RawPeer.CONTINUES), new byte[] {text[i]});
        }
        peer.attend();
    }
}
