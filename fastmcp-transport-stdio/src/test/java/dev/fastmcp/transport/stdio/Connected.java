package dev.fastmcp.transport.stdio;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.Limits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/** A channel to a server, with short forms of what tests do to it. */
final class Connected implements AutoCloseable {

    private static final TestCodec CODEC = new TestCodec();

    final Recorder recorder = new Recorder();
    final StdioTransport transport;
    final Channel channel;
    private final AtomicLong ids = new AtomicLong();

    private Connected(StdioTransport transport, Limits limits) throws InterruptedException {
        this.transport = transport;
        this.channel = transport.open(new ChannelContext(CODEC, limits, recorder, Duration.ofSeconds(20)));
    }

    static Connected to(StdioTransport transport) throws InterruptedException {
        return new Connected(transport, Limits.DEFAULT);
    }

    static Connected to(StdioTransport transport, Limits limits) throws InterruptedException {
        return new Connected(transport, limits);
    }

    /** A faulty server that starts as fast as it can. */
    static StdioTransport.Builder faulty(String... flags) {
        return StdioTransport.builder(java())
                .args(
                        "-Xshare:auto",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Dstdout.encoding=UTF-8",
                        "-Dstderr.encoding=UTF-8")
                .args("-cp", TestClassPath.of(FaultyServer.class), FaultyServer.class.getName())
                .args(flags);
    }

    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    Map<String, Object> call(String method) throws InterruptedException {
        return call(method, "{}");
    }

    Map<String, Object> call(String method, String params) throws InterruptedException {
        JsonRpcMessage.Response response = exchange(method, params, Duration.ofSeconds(20));
        if (response instanceof JsonRpcMessage.Success success) {
            return success.result().asMap();
        }
        throw new AssertionError("not a result: " + response);
    }

    JsonRpcMessage.Response exchange(String method, String params, Duration timeout) throws InterruptedException {
        return exchange(method, params, ExchangeOptions.timeout(timeout));
    }

    JsonRpcMessage.Response exchange(String method, String params, ExchangeOptions options)
            throws InterruptedException {
        return channel.exchange(
                new JsonRpcMessage.Request(
                        RequestId.of(ids.incrementAndGet()), method, Optional.of(CODEC.value(params))),
                options);
    }

    void tell(String method) throws InterruptedException {
        channel.send(new JsonRpcMessage.Notification(method, Optional.empty()));
    }

    void answer(RequestId id) throws InterruptedException {
        channel.send(new JsonRpcMessage.Success(id, CODEC.value("{}")));
    }

    ProcessHandle server() throws InterruptedException {
        return handle(call("pid"));
    }

    static ProcessHandle handle(Map<String, Object> result) {
        return ProcessHandle.of((Long) result.get("pid")).orElseThrow();
    }

    @Override
    public void close() {
        channel.close();
    }

    /** Where classes of tests come from, whatever way the tests are run. */
    static final class TestClassPath {

        private TestClassPath() {}

        static String of(Class<?>... classes) {
            List<String> entries = new ArrayList<>();
            for (Class<?> type : classes) {
                String file = type.getName().replace('.', '/') + ".class";
                Supplier<AssertionError> missing = () -> new AssertionError("no file for " + type);
                java.net.URL url =
                        Optional.ofNullable(type.getResource("/" + file)).orElseThrow(missing);
                String path = url.getPath();
                String root = path.substring(0, path.length() - file.length() - 1);
                entries.add(Path.of(java.net.URI.create(
                                root.startsWith("file:") ? root.replaceAll("!$", "") : "file:" + root))
                        .toString());
            }
            return String.join(java.io.File.pathSeparator, entries);
        }
    }
}
