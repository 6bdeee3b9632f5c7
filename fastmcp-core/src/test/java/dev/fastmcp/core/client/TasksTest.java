package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Extension;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls that a server makes tasks of. */
class TasksTest {

    private static final String BEGUN = task("working", "");
    private static final String DONE =
            task("completed", ",\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}");
    private static final String LEGACY = """
        {"jsonrpc":"2.0","id":$id,"result":{"protocolVersion":"2025-11-25","capabilities":{"tools":{},\
        "tasks":{"requests":{"tools":{"call":{}}}}},"serverInfo":{"name":"fake","version":"1"}}}\
        """;

    private static String task(String status, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"task\",\"taskId\":\"t1\",\"status\":\""
                + status
                + "\",\"createdAt\":\"2026-01-01T00:00:00Z\",\"lastUpdatedAt\":\"2026-01-01T00:00:00Z\",\"ttlMs\":60000,"
                + "\"pollIntervalMs\":5" + more + "}}";
    }

    private static FakeServer modern(String... statuses) {
        AtomicInteger polls = new AtomicInteger();
        return FakeServer.modern()
                .answering("tools/call", BEGUN)
                .on(
                        "tasks/get",
                        (message, pipe) ->
                                pipe.send(message, statuses[Math.min(polls.getAndIncrement(), statuses.length - 1)]));
    }

    @Test
    void callersDoNotNoticeATask() {
        FakeServer server = modern(task("working", ""), DONE);
        try (ClientSession session = Client.connect(server)) {
            assertThat(session.callTool("slow").text()).isEqualTo("done");
        }
        assertThat(server.lastParams("tasks/get")).containsEntry("taskId", "t1");
        assertThat(server.lastParams("tools/call").get("_meta").toString()).contains("io.modelcontextprotocol/tasks");
    }

    @Test
    void aHandleTellsHowFarItIs() {
        FakeServer server = modern(task("working", ""), DONE);
        try (ClientSession session = Client.connect(server)) {
            ToolTask task = session.startTool("slow", Map.of());
            assertThat(task.id()).contains("t1");
            assertThat(task.status()).isEqualTo(TaskStatus.WORKING);
            assertThat(task.await().text()).isEqualTo("done");
            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
        }
    }

    @Test
    void aCallThatIsAnsweredAtOnceIsDone() {
        FakeServer server = FakeServer.modern()
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"complete\",\"content\":[]}}");
        try (ClientSession session = Client.connect(server)) {
            ToolTask task = session.startTool("quick", Map.of());
            assertThat(task.id()).isEmpty();
            assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(task.await().content()).isEmpty();
        }
    }

    @Test
    void reportsWhyATaskFailed() {
        FakeServer server = modern(task("failed", ",\"error\":{\"code\":-32603,\"message\":\"disk full\"}"));
        try (ClientSession session = Client.connect(server)) {
            assertThatThrownBy(() -> session.callTool("slow"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("disk full");
        }
        assertThat(server.methods()).doesNotContain("tasks/cancel");
    }

    @Test
    void reportsThatATaskWasCancelled() {
        FakeServer server = modern(task("cancelled", ""));
        try (ClientSession session = Client.connect(server)) {
            assertThatThrownBy(() -> session.startTool("slow", Map.of()).await())
                    .isInstanceOf(RequestCancelledException.class)
                    .hasMessage("Task t1 was cancelled");
        }
    }

    @Test
    void cancelsATaskThatNobodyWaitsForAnyMore() throws Exception {
        CountDownLatch cancelled = new CountDownLatch(1);
        FakeServer server = modern(task("working", "")).on("tasks/cancel", (message, pipe) -> {
            cancelled.countDown();
            pipe.send(message, FakeServer.EMPTY);
        });
        try (Client<FakeServer> client = Client.builder(server)
                        .totalTimeout(Duration.ofMillis(200))
                        .build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("slow"))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("allow more with totalTimeout");
            assertThat(cancelled.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void answersWhatATaskAsksOnce() {
        String asking = task("input_required", """
            ,"inputRequests":{"who":{"method":"elicitation/create","params":{"message":"Who?","requestedSchema":{"type":"object","properties":{}}}}}\
            """);
        BlockingQueue<Map<String, Object>> updates = new LinkedBlockingQueue<>();
        FakeServer server = modern(asking, asking, DONE).on("tasks/update", (message, pipe) -> {
            updates.add(
                    ((JsonRpcMessage.Request) message).params().orElseThrow().asMap());
            pipe.send(message, FakeServer.EMPTY);
        });
        try (Client<FakeServer> client = Client.builder(server)
                        .onElicitation((form, context) -> ElicitResult.accept(Map.of("name", "Ann")))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("slow").text()).isEqualTo("done");
        }
        assertThat(updates).hasSize(1);
        assertThat(updates.element())
                .containsEntry(
                        "inputResponses", Map.of("who", Map.of("action", "accept", "content", Map.of("name", "Ann"))));
    }

    @Test
    void doesNotTakeTasksIfTheyAreSwitchedOff() {
        FakeServer server = modern(DONE);
        try (Client<FakeServer> client = Client.builder(server).tasks(false).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("slow"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("unknown type \"task\"");
            assertThat(server.lastParams("tools/call").get("_meta").toString()).doesNotContain("tasks");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"optional", "required"})
    void asksALegacyServerForATaskIfTheToolAllowsIt(String support) {
        FakeServer server = FakeServer.legacy()
                .answering("initialize", LEGACY)
                .answering(
                        "tools/list",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[{\"name\":\"slow\",\"inputSchema\":{\"type\":\"object\"},\"execution\":{\"taskSupport\":\""
                                + support + "\"}}]}}")
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"task\":{\"taskId\":\"t1\",\"status\":\"working\",\"createdAt\":\"x\",\"lastUpdatedAt\":\"x\",\"ttl\":null,\"pollInterval\":5}}}")
                .answering(
                        "tasks/get",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"taskId\":\"t1\",\"status\":\"completed\",\"createdAt\":\"x\",\"lastUpdatedAt\":\"x\",\"ttl\":null}}")
                .answering(
                        "tasks/result",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}}");
        try (ClientSession session = Client.connect(server)) {
            ToolTask task = session.startTool("slow", Map.of());
            assertThat(task.id()).contains("t1");
            assertThat(task.await().text()).isEqualTo("done");
        }
        assertThat(server.lastParams("tools/call")).containsEntry("task", Map.of());
    }

    @Test
    void doesNotAskALegacyServerForATaskOtherwise() {
        FakeServer server = FakeServer.legacy()
                .answering("initialize", LEGACY)
                .answering(
                        "tools/list",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[{\"name\":\"quick\",\"inputSchema\":{\"type\":\"object\"}}]}}")
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}}");
        try (ClientSession session = Client.connect(server)) {
            assertThat(session.startTool("quick", Map.of()).await().text()).isEqualTo("done");
            session.startTool("quick", Map.of());
        }
        assertThat(server.lastParams("tools/call")).doesNotContainKey("task");
        assertThat(server.methods()).containsOnlyOnce("tools/list");
    }

    @Test
    void anExtensionTurnsItsResultsIntoCompleteOnes() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        Extension quotas = new Extension() {
            @Override
            public String id() {
                return "com.example/quotas";
            }

            @Override
            public Map<String, Object> settings() {
                return Map.of("unit", "calls");
            }

            @Override
            public Set<String> resultTypes() {
                return Set.of("voucher");
            }

            @Override
            public JsonValue resolve(String method, JsonValue result, Requester requester) {
                Object code = result.member("code").orElseThrow().asObject();
                return requester.request("quotas/redeem", Map.of("code", code));
            }

            @Override
            public Set<String> notifications() {
                return Set.of("notifications/quotas/low");
            }

            @Override
            public void onNotification(JsonRpcMessage.Notification notification) {
                told.countDown();
            }
        };
        FakeServer server = FakeServer.modern()
                .answering(
                        "tools/call",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"voucher\",\"code\":7}}")
                .answering(
                        "quotas/redeem",
                        "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[{\"type\":\"text\",\"text\":\"redeemed\"}]}}");
        try (Client<FakeServer> client =
                        Client.builder(server).extension(quotas).build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("x").text()).isEqualTo("redeemed");
            assertThat(server.lastParams("quotas/redeem")).containsEntry("code", 7);
            assertThat(server.lastParams("tools/call").get("_meta").toString())
                    .contains("com.example/quotas={unit=calls}");

            server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/quotas/low\"}");
            assertThat(told.await(5, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void refusesAnExtensionWithoutAPrefix() {
        Extension nameless = () -> "quotas";
        assertThatThrownBy(() -> Client.builder(FakeServer.modern()).extension(nameless))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("extension id \"quotas\" must be a prefix, a slash and a name, such as com.example/quotas");
    }
}
