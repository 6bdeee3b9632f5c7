package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.MessageCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A channel, with short forms of what tests do to it. */
final class Opened implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final MessageCodec CODEC = codec();

    final Recorder recorder = new Recorder();
    final Channel channel;
    private final WebSocketTransport transport;
    private final AtomicLong ids = new AtomicLong();

    private Opened(WebSocketTransport transport, Limits limits, Duration timeout) throws InterruptedException {
        this.transport = transport;
        this.channel = transport.open(new ChannelContext(CODEC, limits, recorder, timeout));
    }

    static Opened with(WebSocketTransport.Builder builder) throws InterruptedException {
        return with(builder, Limits.DEFAULT);
    }

    static Opened with(WebSocketTransport.Builder builder, Limits limits) throws InterruptedException {
        return new Opened(builder.build(), limits, PATIENCE);
    }

    static Opened with(WebSocketTransport.Builder builder, Duration timeout) throws InterruptedException {
        return new Opened(builder.build(), Limits.DEFAULT, timeout);
    }

    static Opened on(WebSocketTransport transport, Limits limits) throws InterruptedException {
        return new Opened(transport, limits, PATIENCE);
    }

    static Opened to(RawServer server) throws InterruptedException {
        return with(WebSocketTransport.builder(server.address("/")));
    }

    JsonRpcMessage.Response exchange(String text, Duration timeout) throws InterruptedException {
        return channel.exchange(
                new JsonRpcMessage.Request(
                        RequestId.of(ids.incrementAndGet()),
                        "test/ask",
                        Optional.of(JsonValue.of(Map.of("text", text)))),
                ExchangeOptions.timeout(timeout));
    }

    void tell(String text) throws InterruptedException {
        channel.send(new JsonRpcMessage.Notification("test/tell", Optional.of(JsonValue.of(Map.of("text", text)))));
    }

    /** Waits for a response, elsewhere. */
    CompletableFuture<JsonRpcMessage.Response> ask() {
        CompletableFuture<JsonRpcMessage.Response> result = new CompletableFuture<>();
        Thread.ofVirtual().name("asking").start(() -> {
            try {
                result.complete(exchange("?", PATIENCE));
            } catch (InterruptedException | RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        return result;
    }

    @Override
    public void close() {
        channel.close();
        transport.close();
    }

    /** A client hands its codec to transports only. */
    static MessageCodec codec() {
        CompletableFuture<MessageCodec> codec = new CompletableFuture<>();
        ClientTransport nowhere = new ClientTransport() {
            @Override
            public Channel open(ChannelContext context) {
                codec.complete(context.codec());
                throw new TransportException(TransportException.Kind.CONNECT_FAILED, "leads nowhere, on purpose");
            }

            @Override
            public void close() {}

            @Override
            public String endpoint() {
                return "nowhere";
            }
        };
        try (Client<ClientTransport> client = Client.of(nowhere)) {
            client.connect().close();
        } catch (TransportException expected) {
            return codec.join();
        }
        throw new IllegalStateException("the client did not connect");
    }
}
