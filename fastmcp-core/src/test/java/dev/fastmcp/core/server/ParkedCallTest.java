package dev.fastmcp.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.ServerCapabilities;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ParkedCallTest {

    private static final JsonRpcMessage.Request CALL = new JsonRpcMessage.Request(
            RequestId.of(1),
            "tools/call",
            Optional.of(JsonValue.of(Map.of(
                    "name",
                    "any",
                    "_meta",
                    Map.of(
                            "io.modelcontextprotocol/protocolVersion",
                            "2026-07-28",
                            "io.modelcontextprotocol/logLevel",
                            "debug",
                            "io.modelcontextprotocol/clientCapabilities",
                            Map.of("roots", Map.of()))))));

    /** Asks, and goes on without an answer. */
    private record Talkative(CompletableFuture<String> done) implements ServerMethods {

        @Override
        public Introduction introduce(Peer peer) {
            return new Introduction(Implementation.of("test", "1"), Optional.empty(), ServerCapabilities.NONE);
        }

        @Override
        public Object call(IncomingCall call) throws InterruptedException {
            try {
                call.ask(Map.of("r", new InputRequest("roots/list", Optional.empty(), Map.of())));
            } catch (RequestTimeoutException e) {
                for (int i = 0; i < 1000; i++) {
                    call.log(LoggingLevel.INFO, null, "message " + i);
                }
                done.complete("went on");
            }
            return Map.of();
        }
    }

    @Test
    void goesOnAfterItsClientHasNotComeBackInTime() throws Exception {
        assertThat(JsonCodec.discovered()).isNotNull();
        CompletableFuture<String> done = new CompletableFuture<>();
        try (ServerCore core = new ServerCore(client -> new Talkative(done), Duration.ofMillis(50), CacheHint.NONE);
                Conversation once = core.converseOnce()) {
            Optional<JsonRpcMessage.Response> response = once.answer(CALL, Arrival.of(message -> {}));

            assertThat(response.orElseThrow().toString()).contains("Success");
            assertThat(done.get(20, TimeUnit.SECONDS)).isEqualTo("went on");
            assertThat(core.parkedCalls()).isZero();
        }
    }
}
