package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelListener;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.testkit.internal.Leftovers;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** What all parts of the contract share: opening things, making requests, and looking for what is left over. */
@Timeout(120)
abstract class ContractFixture {

    /** Long enough for a machine that has much to do; what must happen "at once" has a second. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    static final Duration AT_ONCE = Duration.ofSeconds(1);

    private final AtomicLong ids = new AtomicLong();
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private Leftovers before = Leftovers.none();
    private Optional<TransportHarness> harness = Optional.empty();

    /**
     * Makes what the tests need. Called once for each test.
     *
     * @return a new harness; the test closes it
     * @throws Exception if the servers cannot be started; the test fails
     */
    protected abstract TransportHarness harness() throws Exception;

    @BeforeEach
    void prepare() throws Exception {
        before = Leftovers.now();
        harness = Optional.of(harness());
    }

    @AfterEach
    void leavesNothingBehind() throws Exception {
        try {
            while (!opened.isEmpty()) {
                opened.pop().close();
            }
            assertNothingIsLeft();
        } finally {
            if (harness.isPresent()) {
                harness.get().close();
            }
        }
    }

    final void assertNothingIsLeft() {
        // Dumping virtual threads while they end has crashed a JVM: let them end first.
        LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        Eventually.await(
                "no thread and no child process is left over",
                () -> assertThat(Leftovers.now().without(before)).isEmpty());
    }

    final void requires(TransportFeature feature) {
        Optional<String> reason = present().missing(feature);
        Assumptions.assumeTrue(reason.isEmpty(), () -> feature + " is missing: " + reason.orElse(""));
    }

    final ClientTransport transport(Era era) throws Exception {
        return closedLater(present().transport(era));
    }

    final ClientTransport unreachable() throws Exception {
        return closedLater(present().unreachable());
    }

    final Channel open(ChannelListener listener) throws Exception {
        return open(transport(Era.AUTO), listener);
    }

    final Channel open() throws Exception {
        return open(new RecordingListener());
    }

    final Channel open(ClientTransport transport, ChannelListener listener) throws InterruptedException {
        return closedLater(transport.open(new ChannelContext(Decoy.codec(), Limits.DEFAULT, listener, PATIENCE)));
    }

    final <T extends AutoCloseable> T closedLater(T closeable) {
        opened.push(closeable);
        return closeable;
    }

    /** Makes a call of a tool that is valid in both eras, with a new id. */
    final JsonRpcMessage.Request call(String tool, Map<String, ?> arguments) {
        return call(RequestId.of(ids.incrementAndGet()), tool, arguments);
    }

    static JsonRpcMessage.Request call(RequestId id, String tool, Map<String, ?> arguments) {
        Map<String, Object> meta = Map.of(
                "progressToken", id.toJson(),
                "io.modelcontextprotocol/protocolVersion", ProtocolVersion.V2026_07_28.wireName(),
                "io.modelcontextprotocol/clientCapabilities", Map.of(),
                "io.modelcontextprotocol/logLevel", "debug");
        Map<String, Object> params = Map.of("name", tool, "arguments", arguments, "_meta", meta);
        return new JsonRpcMessage.Request(id, "tools/call", Optional.of(JsonValue.of(params)));
    }

    final JsonRpcMessage.Response exchange(Channel channel, String tool, Map<String, ?> arguments)
            throws InterruptedException {
        return channel.exchange(call(tool, arguments), ExchangeOptions.timeout(PATIENCE));
    }

    final String echo(Channel channel, String text) throws InterruptedException {
        return text(exchange(channel, "echo", Map.of("text", text)));
    }

    /** Begins a call that is never answered, and returns when the server has it. */
    final Background<JsonRpcMessage.Response> pendingCall(Channel channel) {
        Background<JsonRpcMessage.Response> pending = Background.run(() -> exchange(channel, "drop", Map.of()));
        awaitHeard(channel, heard -> assertThat(heard).contains("drop"));
        return pending;
    }

    final void awaitHeard(Channel channel, Consumer<? super List<String>> assertion) {
        Eventually.await(
                "the server hears from the client",
                () -> assertion.accept(
                        text(exchange(channel, "heard", Map.of())).lines().toList()));
    }

    /** Returns the text of a tool's result. */
    static String text(JsonRpcMessage.Response response) {
        assertThat(response).isInstanceOf(JsonRpcMessage.Success.class);
        JsonValue result = ((JsonRpcMessage.Success) response).result();
        // In the same process it may be an object.
        return JsonValue.parse(result.toJson()).member("content").orElseThrow().asList().stream()
                .map(block -> String.valueOf(((Map<?, ?>) block).get("text")))
                .findFirst()
                .orElse("");
    }

    final Era clientEra(Era era) {
        return present().clientEra(era);
    }

    private TransportHarness present() {
        return harness.orElseThrow(() -> new IllegalStateException("the test has not begun"));
    }
}
