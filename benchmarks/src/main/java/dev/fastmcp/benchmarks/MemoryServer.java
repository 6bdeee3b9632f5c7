package dev.fastmcp.benchmarks;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.FastMcpTransport;
import dev.fastmcp.server.ServerTool;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** A server made with this library that has the tools of {@link EchoServer}. */
final class MemoryServer {

    /** That of a client which says nothing of timeouts. */
    static final Duration USUAL_TIMEOUT = Duration.ofSeconds(60);

    /** Texts are made once, so that their making is not measured. */
    private static final ConcurrentMap<Integer, String> LARGE = new ConcurrentHashMap<>();

    private MemoryServer() {}

    record Text(String text) {}

    static FastMcpServer create() {
        return FastMcpServer.builder("benchmark")
                .tool(ServerTool.builder("echo")
                        .description("Sends a text back.")
                        .inputSchema(schema("text", "string"))
                        .handler((arguments, context) -> arguments.get("text"))
                        .build())
                .tool(ServerTool.of(
                        "echo_record", "The same with a record.", Text.class, (given, context) -> given.text()))
                .tool(ServerTool.builder("big")
                        .description("Sends a long text.")
                        .inputSchema(schema("bytes", "integer"))
                        .handler((arguments, context) ->
                                LARGE.computeIfAbsent((Integer) arguments.get("bytes"), LargeText::plain))
                        .build())
                .build();
    }

    private static JsonValue schema(String member, String type) {
        return JsonValue.of(Map.of("type", "object", "properties", Map.of(member, Map.of("type", type))));
    }

    /** Connects to a new one in the same process. */
    static BenchmarkClient connect(Era era, Duration timeout) {
        return connect(era, timeout, "echo");
    }

    private static BenchmarkClient connect(Era era, Duration timeout, String echo) {
        ClientSession session = Client.builder(FastMcpTransport.of(create()))
                .era(era)
                .timeout(timeout)
                .build()
                .connect();
        return FastMcpClient.of(session, echo);
    }

    /** Connects in the modern era, and calls the tool whose arguments become a record. */
    static BenchmarkClient connectForRecords() {
        return connect(Era.MODERN, USUAL_TIMEOUT, "echo_record");
    }
}
