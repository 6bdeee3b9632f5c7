package dev.fastmcp.testkit;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The tools of {@link ScriptedServer#faulty}, most of which break the protocol in one way each. */
final class FaultyTools {

    private static final int INTERNAL_ERROR = -32603;

    private FaultyTools() {}

    static void addTo(ScriptedServer server) {
        server.onTool("echo", FaultyTools::echo)
                .onTool("add", call -> call.text(String.valueOf(number(call, "a", 0) + number(call, "b", 0))))
                .onTool("big", call -> call.text("x".repeat(number(call, "length", 1024 * 1024))))
                .onTool("delay", FaultyTools::delay)
                .onTool("drop", call -> {})
                .onTool("late", call -> call.onCancelled(() -> call.text("too late")))
                .onTool("junk", FaultyTools::junk)
                .onTool("unknown-id", FaultyTools::unknownId)
                .onTool("string-id", FaultyTools::stringId)
                .onTool("null-id", call -> call.raw(failure("null")))
                .onTool("malformed", call -> call.raw("{\"jsonrpc\":\"2.0\",\"id\":" + call.id() + "}"))
                .onTool("both", FaultyTools::both)
                .onTool("hang-up", ScriptedCall::hangUp)
                .onTool("leave", FaultyTools::leave)
                .onTool("freeze", FaultyTools::freeze)
                .onTool("progress", FaultyTools::progress)
                .onTool("flood", FaultyTools::flood)
                .onTool("ask", FaultyTools::ask)
                .onTool("heard", call -> call.text(String.join("\n", call.heard())));
    }

    private static void echo(ScriptedCall call) {
        call.text(String.valueOf(call.arguments().getOrDefault("text", "")));
    }

    private static void delay(ScriptedCall call) {
        CompletableFuture.delayedExecutor(number(call, "millis", 100), TimeUnit.MILLISECONDS)
                .execute(() -> echo(call));
    }

    private static void junk(ScriptedCall call) {
        call.raw("listening on port 8080");
        echo(call);
    }

    private static void unknownId(ScriptedCall call) {
        call.raw("{\"jsonrpc\":\"2.0\",\"id\":987654321,\"result\":{}}");
        echo(call);
    }

    private static void stringId(ScriptedCall call) {
        call.raw("{\"jsonrpc\":\"2.0\",\"id\":\"" + call.id().replace("\"", "")
                + "\",\"result\":{\"resultType\":\"complete\",\"content\":[]}}");
    }

    private static void both(ScriptedCall call) {
        call.raw(failure(call.id()).replace("\"error\"", "\"result\":{},\"error\""));
    }

    private static String failure(String id) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"error\":{\"code\":" + INTERNAL_ERROR
                + ",\"message\":\"failed as told\"}}";
    }

    private static void leave(ScriptedCall call) {
        call.text("goodbye");
        call.hangUp();
    }

    private static void freeze(ScriptedCall call) {
        call.text("frozen");
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(number(call, "millis", 1000));
        while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static void progress(ScriptedCall call) {
        int steps = number(call, "steps", 3);
        for (int step = 1; step <= steps; step++) {
            call.progress(step, steps);
        }
        call.text("done");
    }

    private static void flood(ScriptedCall call) {
        int count = number(call, "count", 100);
        for (int i = 1; i <= count; i++) {
            call.notification("notifications/message", Map.of("level", "info", "data", i));
        }
        call.text("sent " + count);
    }

    private static void ask(ScriptedCall call) {
        String method = String.valueOf(call.arguments().getOrDefault("method", "ping"));
        call.ask(method, Map.of(), response -> call.text(call.json(response)));
    }

    private static int number(ScriptedCall call, String name, int otherwise) {
        return call.arguments().get(name) instanceof Number number ? number.intValue() : otherwise;
    }
}
