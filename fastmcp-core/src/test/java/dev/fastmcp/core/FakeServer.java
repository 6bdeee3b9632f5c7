package dev.fastmcp.core;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.MultiplexedChannel;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A server inside the test, which answers with JSON text written by hand: what is tested is how the client reacts to it. In answers, {@code $id} stands for
 * the id of the request.
 */
public final class FakeServer implements ClientTransport {

    /** Reacts to a message of the client. */
    public interface Reaction {
        void react(JsonRpcMessage message, Pipe pipe) throws InterruptedException;
    }

    public static final String INITIALIZED = """
        {"jsonrpc":"2.0","id":$id,"result":{"protocolVersion":"2025-11-25","capabilities":\
        {"tools":{},"resources":{},"prompts":{},"completions":{},"logging":{}},"serverInfo":{"name":"fake","version":"1"}}}\
        """;
    public static final String DISCOVERED = """
        {"jsonrpc":"2.0","id":$id,"result":{"resultType":"complete","supportedVersions":["2026-07-28"],"capabilities":\
        {"tools":{},"resources":{},"prompts":{},"completions":{},"logging":{}},"ttlMs":0,"cacheScope":"private",\
        "_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fake","version":"2"}}}}\
        """;
    public static final String EMPTY = "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{}}";
    public static final String METHOD_NOT_FOUND = """
        {"jsonrpc":"2.0","id":$id,"error":{"code":-32601,"message":"Method not found"}}\
        """;

    private final Map<String, Reaction> reactions = new ConcurrentHashMap<>();
    private final List<JsonRpcMessage> received = new CopyOnWriteArrayList<>();
    private final List<Pipe> pipes = new CopyOnWriteArrayList<>();
    private volatile ChannelTraits traits = ChannelTraits.PIPE;
    private volatile RuntimeException refusal;
    private volatile Thread writer;
    private volatile boolean mayBlock;
    private volatile HeldWrites holding = new HeldWrites(new CountDownLatch(0), new CountDownLatch(0));

    /** A server of the legacy era that offers everything and does nothing. */
    public static FakeServer legacy() {
        return new FakeServer()
                .answering("server/discover", METHOD_NOT_FOUND)
                .answering("initialize", INITIALIZED)
                .answering("ping", EMPTY);
    }

    /** A server of the modern era that offers everything and does nothing. */
    public static FakeServer modern() {
        return new FakeServer().answering("server/discover", DISCOVERED);
    }

    public FakeServer on(String method, Reaction reaction) {
        reactions.put(method, reaction);
        return this;
    }

    public FakeServer answering(String method, String... answers) {
        return on(method, (message, pipe) -> {
            for (String answer : answers) {
                pipe.send(message, answer);
            }
        });
    }

    public FakeServer silentOn(String method) {
        return on(method, (message, pipe) -> {});
    }

    public FakeServer withTraits(ChannelTraits wanted) {
        traits = wanted;
        return this;
    }

    public FakeServer refusing(RuntimeException cause) {
        refusal = cause;
        return this;
    }

    /** Writes that do not come to their end: the first has begun, and all may end. */
    public record HeldWrites(CountDownLatch begun, CountDownLatch release) {}

    /** Lets no write come to its end until it is released. */
    public HeldWrites holdWrites() {
        holding = new HeldWrites(new CountDownLatch(1), new CountDownLatch(1));
        return holding;
    }

    /** From now on the client cannot tell whether a write blocks. */
    public FakeServer writesThatMayBlock() {
        mayBlock = true;
        return this;
    }

    /** The thread of the client that wrote last. */
    public Thread writer() {
        return writer;
    }

    public List<JsonRpcMessage> received() {
        return received;
    }

    /** The requests and notifications that have arrived, by name. */
    public List<String> methods() {
        return received.stream().map(FakeServer::method).toList();
    }

    public JsonRpcMessage.Request lastRequest(String method) {
        return received.stream()
                .filter(JsonRpcMessage.Request.class::isInstance)
                .map(JsonRpcMessage.Request.class::cast)
                .filter(request -> request.method().equals(method))
                .reduce((first, second) -> second)
                .orElseThrow(() -> new AssertionError("no " + method + " among " + methods()));
    }

    public Map<String, Object> lastParams(String method) {
        return lastRequest(method).params().orElse(JsonValue.NULL).asMap();
    }

    /** All connections made so far, the newest last. */
    public List<Pipe> pipes() {
        return pipes;
    }

    public Pipe pipe() {
        return pipes.get(pipes.size() - 1);
    }

    private static String method(JsonRpcMessage message) {
        return switch (message) {
            case JsonRpcMessage.Request request -> request.method();
            case JsonRpcMessage.Notification notification -> notification.method();
            case JsonRpcMessage.Response response -> "response";
            case JsonRpcMessage.Malformed malformed -> "malformed";
        };
    }

    @Override
    public Channel open(ChannelContext context) {
        if (refusal != null) {
            throw refusal;
        }
        Pipe pipe = new Pipe(context);
        pipes.add(pipe);
        return pipe;
    }

    @Override
    public void close() {
        pipes.forEach(Pipe::close);
    }

    @Override
    public String endpoint() {
        return "fake server";
    }

    /** One connection. */
    public final class Pipe extends MultiplexedChannel {
        private final ExecutorService server = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("fake-server").factory());

        Pipe(ChannelContext context) {
            super(context, "fake server");
        }

        @Override
        protected void transmit(byte[] message) throws IOException {
            writer = Thread.currentThread();
            try {
                holding.begun().countDown();
                holding.release().await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
            server.execute(() -> context().codec().read(message, 0, message.length, this::take));
        }

        private void take(JsonRpcMessage message) {
            received.add(message);
            Reaction reaction = reactions.get(method(message));
            if (reaction != null) {
                try {
                    reaction.react(message, this);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            } else if (message instanceof JsonRpcMessage.Request) {
                send(message, METHOD_NOT_FOUND);
            }
        }

        /** Sends an answer to a request, or anything else. Called on the server's thread. */
        public void send(JsonRpcMessage cause, String text) {
            String id = cause instanceof JsonRpcMessage.Request request
                    ? request.id().toString()
                    : "null";
            byte[] bytes = text.replace("$id", id).getBytes(StandardCharsets.UTF_8);
            received(bytes, 0, bytes.length);
        }

        /** Sends something unasked. */
        public void push(String text) {
            server.execute(() -> {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                received(bytes, 0, bytes.length);
            });
        }

        public void die() {
            lost(new TransportException(TransportException.Kind.CLOSED_BY_SERVER, "fake server exited with code 3"));
        }

        @Override
        protected void disconnect() {
            server.shutdownNow();
        }

        @Override
        protected long nonBlockingBytes() {
            return mayBlock ? 0 : Long.MAX_VALUE;
        }

        @Override
        public ChannelTraits traits() {
            return traits;
        }
    }
}
