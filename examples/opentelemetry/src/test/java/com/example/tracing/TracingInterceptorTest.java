package com.example.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.testkit.ScriptedServer;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.testing.junit5.OpenTelemetryExtension;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TracingInterceptorTest {

    @RegisterExtension
    static final OpenTelemetryExtension TELEMETRY = OpenTelemetryExtension.create();

    private final List<Object> received = new CopyOnWriteArrayList<>();

    private final ScriptedServer server = ScriptedServer.speaking(Era.MODERN)
            .onTool("weather", call -> {
                received.add(call.params().get("_meta"));
                call.text("sunny");
            })
            .onTool("broken", call -> call.error(-32000, "out of order"));

    private Client<?> client() {
        return Client.builder(server.transport())
                .interceptor(new TracingInterceptor(TELEMETRY.getOpenTelemetry()))
                .build();
    }

    @Test
    void makesASpanOfACallAndHandsTheTraceOn() {
        try (Client<?> client = client();
                ClientSession session = client.connect()) {
            assertEquals("sunny", session.callTool("weather", Map.of()).text());
        }
        SpanData span = TELEMETRY.getSpans().get(0);
        assertEquals("tools/call weather", span.getName());
        assertTrue(String.valueOf(received.get(0)).contains("00-" + span.getTraceId() + "-" + span.getSpanId()));
    }

    @Test
    void marksAFailedCall() {
        try (Client<?> client = client();
                ClientSession session = client.connect()) {
            assertThrows(JsonRpcException.class, () -> session.callTool("broken", Map.of()));
        }
        assertEquals(StatusCode.ERROR, TELEMETRY.getSpans().get(0).getStatus().getStatusCode());
    }
}
