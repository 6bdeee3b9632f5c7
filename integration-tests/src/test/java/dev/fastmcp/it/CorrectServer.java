package dev.fastmcp.it;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.RequestContext;
import dev.fastmcp.server.ServerTool;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A server of ours for the contract of transports: with the tools of {@code ScriptedServer.faulty} that a server can have without breaking the protocol. */
final class CorrectServer {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private interface Script {

        Object play(Map<String, Object> arguments, RequestContext context) throws InterruptedException;
    }

    /** There is one thread for the deadlines of all calls in the process, and it stays: it must be there before threads are counted. */
    static void startTheClock() {
        try (FastMcpServer server = new CorrectServer().build();
                ClientSession session = Client.connect(server)) {
            session.callTool("forget");
        }
    }

    FastMcpServer build() {
        return FastMcpServer.builder("correct")
                .tool(tool("echo", (arguments, context) -> text(arguments)))
                .tool(tool(
                        "add",
                        (arguments, context) -> String.valueOf(number(arguments, "a", 0) + number(arguments, "b", 0))))
                .tool(tool("delay", this::delay))
                .tool(tool("drop", this::drop))
                .tool(tool("late", this::late))
                .tool(tool("progress", this::progress))
                .tool(tool("flood", this::flood))
                .tool(tool("heard", (arguments, context) -> String.join("\n", heard)))
                .tool(tool("forget", (arguments, context) -> {
                    heard.clear();
                    return "forgotten";
                }))
                .build();
    }

    private ServerTool tool(String name, Script script) {
        return ServerTool.builder(name)
                .description("See ScriptedServer.")
                .inputSchema(JsonValue.of(Map.of("type", "object")))
                .handler((arguments, context) -> {
                    heard.add(name);
                    return script.play(arguments, context);
                })
                .build();
    }

    private static String text(Map<String, Object> arguments) {
        return String.valueOf(arguments.getOrDefault("text", ""));
    }

    private static int number(Map<String, Object> arguments, String name, int otherwise) {
        return arguments.get(name) instanceof Number number ? number.intValue() : otherwise;
    }

    private String delay(Map<String, Object> arguments, RequestContext context) throws InterruptedException {
        // Nobody counts it down.
        new CountDownLatch(1).await(number(arguments, "millis", 100), TimeUnit.MILLISECONDS);
        return text(arguments);
    }

    private String drop(Map<String, Object> arguments, RequestContext context) throws InterruptedException {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            heard.add("notifications/cancelled");
            throw e;
        }
        return "";
    }

    private String late(Map<String, Object> arguments, RequestContext context) {
        try {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            return "too late";
        }
        return "";
    }

    private String progress(Map<String, Object> arguments, RequestContext context) {
        int steps = number(arguments, "steps", 3);
        for (int step = 1; step <= steps; step++) {
            context.progress(step, steps);
        }
        return "done";
    }

    private String flood(Map<String, Object> arguments, RequestContext context) {
        int count = number(arguments, "count", 100);
        for (int i = 1; i <= count; i++) {
            context.log(LoggingLevel.INFO, i);
        }
        return "sent " + count;
    }

    /** Serves over HTTP until its input ends, and prints its address. */
    public static void main(String[] arguments) throws Exception {
        try (FastMcpServer server = new CorrectServer().build();
                HttpServing serving = HttpServing.builder(server).start()) {
            System.out.println(serving.uri());
            while (System.in.read() >= 0) {
                // The end of the input is the end of the server.
            }
        }
    }
}
