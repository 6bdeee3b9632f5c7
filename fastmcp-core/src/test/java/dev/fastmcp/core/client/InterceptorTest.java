package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Interceptor;
import dev.fastmcp.api.OutgoingCall;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InterceptorTest {

    private static final String DONE = """
        {"jsonrpc":"2.0","id":$id,"result":{"content":[{"type":"text","text":"done"}],"resultType":"complete"}}\
        """;

    private static Interceptor recorder(List<String> log, String name) {
        return new Interceptor() {
            @Override
            public JsonValue intercept(OutgoingCall call, Chain chain) {
                log.add(name + " before " + call.method());
                JsonValue result = chain.proceed(call.withMeta("traceparent", "00-" + name));
                log.add(name + " after");
                return result;
            }
        };
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void standsAroundEveryRequest(boolean modern) {
        FakeServer server = (modern ? FakeServer.modern() : FakeServer.legacy()).answering("tools/call", DONE);
        List<String> log = new ArrayList<>();
        try (Client<FakeServer> client = Client.builder(server)
                        .interceptor(recorder(log, "outer"))
                        .interceptor(recorder(log, "inner"))
                        .build();
                ClientSession session = client.connect()) {
            session.callTool("x", Map.of(), CallOptions.DEFAULT.withMeta("com.example/a", 1));
        }
        assertThat(log)
                .containsExactly("outer before tools/call", "inner before tools/call", "inner after", "outer after");
        assertThat(server.lastParams("tools/call").get("_meta"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("traceparent", "00-inner")
                .containsEntry("com.example/a", 1);
    }

    @Test
    void mayTryAgain() {
        AtomicInteger attempts = new AtomicInteger();
        FakeServer server = FakeServer.modern()
                .on(
                        "tools/call",
                        (message, pipe) -> pipe.send(
                                message, attempts.incrementAndGet() == 1 ? FakeServer.METHOD_NOT_FOUND : DONE));
        Interceptor retry = new Interceptor() {
            @Override
            public JsonValue intercept(OutgoingCall call, Chain chain) {
                try {
                    return chain.proceed(call);
                } catch (RuntimeException e) {
                    return chain.proceed(call);
                }
            }
        };
        try (Client<FakeServer> client =
                        Client.builder(server).interceptor(retry).build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("x").text()).isEqualTo("done");
        }
    }

    @Test
    void seesWhatTheServerSendsByItself() {
        FakeServer server = FakeServer.legacy();
        List<String> seen = new CopyOnWriteArrayList<>();
        Interceptor watcher = new Interceptor() {
            @Override
            public void onMessage(JsonRpcMessage message) {
                seen.add(message.getClass().getSimpleName());
                throw new IllegalStateException("must not matter");
            }
        };
        try (Client<FakeServer> client =
                        Client.builder(server).interceptor(watcher).build();
                ClientSession session = client.connect()) {
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"example/news\"}");
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}");
            session.ping();
        }
        assertThat(seen).containsExactly("Notification", "Request");
    }

    /** Takes 600 ms, and reports progress every 150 ms if it is asked to. */
    private static FakeServer slow() {
        return FakeServer.modern().on("tools/call", (message, pipe) -> {
            Object token = ((JsonRpcMessage.Request) message)
                    .params()
                    .flatMap(params -> params.member("_meta"))
                    .flatMap(meta -> meta.member("progressToken"))
                    .map(JsonValue::asObject)
                    .orElse("none");
            for (int step = 1; step <= 4; step++) {
                pipe.send(
                        message,
                        "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/progress\",\"params\":{\"progressToken\":\""
                                + token + "\",\"progress\":" + step + "}}");
                new CountDownLatch(1).await(150, TimeUnit.MILLISECONDS);
            }
            pipe.send(message, DONE);
        });
    }

    private static Client.Builder<FakeServer> hasty() {
        return Client.builder(slow()).timeout(Duration.ofMillis(400));
    }

    @Test
    void progressRestartsTheTimeoutIfTheClientWantsIt() {
        try (Client<FakeServer> client = hasty().progressRestartsTimeout().build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("x").text()).isEqualTo("done");
        }
    }

    @Test
    void progressRestartsTheTimeoutIfTheCallWantsIt() {
        try (Client<FakeServer> client = hasty().build();
                ClientSession session = client.connect()) {
            CallOptions restarting = CallOptions.DEFAULT.withProgressRestartingTimeout(true);
            assertThat(session.callTool("x", Map.of(), restarting).text()).isEqualTo("done");
            assertThatThrownBy(() -> session.callTool("x")).isInstanceOf(RequestTimeoutException.class);
        }
    }

    @Test
    void progressDoesNotRestartTheTimeoutIfTheCallDoesNotWantIt() {
        try (Client<FakeServer> client = hasty().progressRestartsTimeout().build();
                ClientSession session = client.connect()) {
            CallOptions plain = CallOptions.DEFAULT.withProgressRestartingTimeout(false);
            assertThatThrownBy(() -> session.callTool("x", Map.of(), plain))
                    .isInstanceOf(RequestTimeoutException.class);
        }
    }

    @Test
    void progressOfACallEndsWithTheTotalTimeout() {
        try (Client<FakeServer> client =
                        hasty().totalTimeout(Duration.ofMillis(450)).build();
                ClientSession session = client.connect()) {
            CallOptions restarting = CallOptions.DEFAULT.withProgressRestartingTimeout(true);
            assertThatThrownBy(() -> session.callTool("x", Map.of(), restarting))
                    .isInstanceOf(RequestTimeoutException.class);
        }
    }
}
