package dev.fastmcp.transport.http;

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

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final MessageCodec CODEC = codec();

    final Recorder recorder = new Recorder();
    final Channel channel;
    private final ClientTransport transport;
    private final AtomicLong ids = new AtomicLong();

    private Opened(ClientTransport transport, Limits limits, Duration connectTimeout) throws InterruptedException {
        this.transport = transport;
        this.channel = transport.open(new ChannelContext(CODEC, limits, recorder, connectTimeout));
    }

    static Opened with(HttpBuilder<?> builder, Limits limits) throws InterruptedException {
        return new Opened(builder.build(), limits, PATIENCE);
    }

    static Opened with(HttpBuilder<?> builder) throws InterruptedException {
        return with(builder, Limits.DEFAULT);
    }

    static Opened with(HttpBuilder<?> builder, Duration connectTimeout) throws InterruptedException {
        return new Opened(builder.build(), Limits.DEFAULT, connectTimeout);
    }

    static Opened with(ClientTransport transport) throws InterruptedException {
        return new Opened(transport, Limits.DEFAULT, PATIENCE);
    }

    /** Has connections of its own, so that no test sees those of another. */
    static StreamableHttpTransport.Builder builder(RawHttpServer server) {
        return StreamableHttpTransport.builder(server.url("/mcp?key=hidden-key"))
                .connections(HttpConnections.builder().build());
    }

    static Opened to(RawHttpServer server) throws InterruptedException {
        return with(builder(server));
    }

    JsonRpcMessage.Response exchange(String method, Duration timeout) throws InterruptedException {
        return exchange(method, ExchangeOptions.timeout(timeout));
    }

    JsonRpcMessage.Response exchange(String method, ExchangeOptions options) throws InterruptedException {
        return channel.exchange(
                new JsonRpcMessage.Request(
                        RequestId.of(ids.incrementAndGet()),
                        method,
                        Optional.of(JsonValue.of(Map.of("name", "tool", "arguments", Map.of())))),
                options);
    }

    /** Makes a call, and returns the text that the server put into {@code {"said":…}}. */
    String call() throws InterruptedException {
        return said(exchange("tools/call", PATIENCE));
    }

    static String said(JsonRpcMessage.Response response) {
        return String.valueOf(
                ((JsonRpcMessage.Success) response).result().asMap().get("said"));
    }

    void tell(String method) throws InterruptedException {
        channel.send(new JsonRpcMessage.Notification(method, Optional.empty()));
    }

    /** Makes a call elsewhere. */
    Background<String> calling() {
        return Background.run(this::call);
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
