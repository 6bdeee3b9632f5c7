package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.FakeServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Progress of calls that a server has made tasks of. */
@Timeout(30)
class TaskProgressTest {

    private static final String TIMES = "\"createdAt\":\"x\",\"lastUpdatedAt\":\"x\"";
    private static final String CONTENT = "{\"content\":[{\"type\":\"text\",\"text\":\"done\"}]}";

    private final List<Double> heard = new CopyOnWriteArrayList<>();
    private final BlockingQueue<String> late = new LinkedBlockingQueue<>();
    private volatile Object token = "none";

    private static String result(String members) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":" + members + "}";
    }

    private static String modernTask(String status, String more) {
        return result("{\"resultType\":\"task\",\"taskId\":\"t1\",\"status\":\"" + status + "\"," + TIMES
                + ",\"ttlMs\":null,\"pollIntervalMs\":5" + more + "}");
    }

    private String progress(int value) {
        return "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":" + token
                + ",\"progress\":" + value + "}}";
    }

    private void keepToken(JsonRpcMessage message) {
        token = ((JsonRpcMessage.Request) message)
                .params()
                .flatMap(params -> params.member("_meta"))
                .flatMap(meta -> meta.member("progressToken"))
                .map(JsonValue::asObject)
                .orElse("none");
    }

    /** Reports progress before it answers the call, right after that, and with each of the questions how far it is. */
    private FakeServer server(FakeServer server, String begun, String working, String completed) {
        AtomicInteger polls = new AtomicInteger();
        return server.on("tools/call", (message, pipe) -> {
                    keepToken(message);
                    pipe.send(message, progress(1));
                    pipe.send(message, begun);
                    pipe.send(message, progress(2));
                })
                .on("tasks/get", (message, pipe) -> {
                    int poll = polls.incrementAndGet();
                    pipe.send(message, progress(2 + poll));
                    pipe.send(message, poll < 3 ? working : completed);
                });
    }

    private FakeServer modern() {
        return server(
                FakeServer.modern(),
                modernTask("working", ""),
                modernTask("working", ""),
                modernTask("completed", ",\"result\":" + CONTENT));
    }

    private FakeServer legacy() {
        String task = "\"taskId\":\"t1\"," + TIMES + ",\"ttl\":null,\"pollInterval\":5,\"status\":";
        return server(
                        FakeServer.legacy(),
                        result("{\"task\":{" + task + "\"working\"}}"),
                        result("{" + task + "\"working\"}"),
                        result("{" + task + "\"completed\"}"))
                .answering(
                        "initialize",
                        FakeServer.INITIALIZED.replace(
                                "\"tools\":{}", "\"tools\":{},\"tasks\":{\"requests\":{\"tools\":{\"call\":{}}}}"))
                .answering(
                        "tools/list",
                        result(
                                "{\"tools\":[{\"name\":\"slow\",\"inputSchema\":{},\"execution\":{\"taskSupport\":\"optional\"}}]}"))
                .answering("tasks/result", result(CONTENT));
    }

    private CallOptions listening() {
        return CallOptions.DEFAULT.withProgress(report -> heard.add(report.progress()));
    }

    @Test
    void reachesTheListenerOfACallThatDoesNotNoticeTheTask() {
        try (ClientSession session = Client.connect(modern())) {
            assertThat(session.callTool("slow", Map.of(), listening()).text()).isEqualTo("done");
            assertThat(heard).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void reachesTheListenerUntilTheHandleIsDone(boolean isModern) {
        try (ClientSession session = Client.connect(isModern ? modern() : legacy())) {
            ToolTask task = session.startTool("slow", Map.of(), listening());
            assertThat(task.await().text()).isEqualTo("done");
            assertThat(heard).containsExactly(1.0, 2.0, 3.0, 4.0, 5.0);
        }
    }

    @Test
    void isHeardThoughNobodyWaitsForTheTask() throws Exception {
        FakeServer server = legacy();
        BlockingQueue<Double> reports = new LinkedBlockingQueue<>();
        try (ClientSession session = Client.connect(server)) {
            session.startTool(
                    "slow", Map.of(), CallOptions.DEFAULT.withProgress(report -> reports.add(report.progress())));
            server.pipe().push(progress(9));
            assertThat(reports.poll(5, TimeUnit.SECONDS)).isEqualTo(1.0);
            assertThat(reports.poll(5, TimeUnit.SECONDS)).isEqualTo(2.0);
            assertThat(reports.poll(5, TimeUnit.SECONDS)).isEqualTo(9.0);
        }
    }

    @Test
    void isNotHeardAfterTheEnd() throws InterruptedException {
        FakeServer server = modern();
        try (Client<FakeServer> client = Client.builder(server)
                        .onNotification(notification ->
                                late.add(notification.params().orElseThrow().toJson()))
                        .build();
                ClientSession session = client.connect()) {
            session.callTool("slow", Map.of(), listening());
            server.pipe().push(progress(10));
            String last = late.poll(5, TimeUnit.SECONDS);
            while (last != null && !last.contains("\"progress\":10")) {
                last = late.poll(5, TimeUnit.SECONDS);
            }
            assertThat(last).isNotNull();
            assertThat(heard).doesNotContain(10.0);
        }
    }

    @Test
    void aFailingListenerDoesNotEndTheTask() {
        try (ClientSession session = Client.connect(modern())) {
            CallOptions failing = CallOptions.DEFAULT.withProgress(report -> {
                heard.add(report.progress());
                if (report.progress() > 1) {
                    throw new IllegalStateException("listener");
                }
            });
            assertThat(session.callTool("slow", Map.of(), failing).text()).isEqualTo("done");
            assertThat(heard).hasSize(5);
        }
    }

    @Test
    void isNotAskedForIfNobodyListens() {
        try (ClientSession session = Client.connect(modern())) {
            session.callTool("slow");
            assertThat(token).isEqualTo("none");
        }
    }
}
