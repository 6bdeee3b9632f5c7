package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Root;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A context ends with its request. */
@Timeout(30)
class RequestContextTest {

    private final BlockingQueue<RequestContext> kept = new LinkedBlockingQueue<>();
    private final FastMcpServer server = FastMcpServer.builder("keeper")
            .tool(ServerTool.of("keep", "Keeps its context.", (none, context) -> {
                context.progress(1);
                kept.add(context);
                return "kept";
            }))
            .tool(ServerTool.of("log", "Logs.", (none, context) -> {
                context.log(LoggingLevel.ERROR, "in time");
                return "logged";
            }))
            .tool(ServerTool.of("nonsense", "Reports nonsense.", (none, context) -> {
                context.progress(Double.NaN, 1);
                return "reported";
            }))
            .build();

    @AfterEach
    void end() {
        server.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void asksNobodyAfterTheAnswer(Era era) throws Exception {
        try (Client<?> client = Client.builder(server)
                        .era(era)
                        .roots(List.of(Root.of("file:///r")))
                        .build();
                ClientSession session = client.connect()) {
            session.callTool("keep");
            RequestContext late = kept.take();
            assertThatThrownBy(late::roots)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the request is answered: a handler can ask its client only until it returns");
        }
    }

    @Test
    void tellsNothingAfterTheAnswer() throws Exception {
        Queue<Object> progress = new ConcurrentLinkedQueue<>();
        BlockingQueue<String> logged = new LinkedBlockingQueue<>();
        try (Client<?> client = Client.builder(server)
                        .era(Era.LEGACY)
                        .onLog(message -> logged.add(message.data().toJson()))
                        .build();
                ClientSession session = client.connect()) {
            session.callTool(
                    "keep", Map.of(), CallOptions.DEFAULT.withProgress(report -> progress.add(report.progress())));
            RequestContext late = kept.take();
            late.progress(2);
            late.log(LoggingLevel.ERROR, "late");
            session.callTool("log");
            assertThat(logged.take()).as("what comes first").isEqualTo("\"in time\"");
            assertThat(progress).containsExactly(1.0);
        }
    }

    @Test
    void progressIsFinite() {
        try (ClientSession session = Client.connect(server)) {
            assertThatThrownBy(() -> session.callTool("nonsense")).hasMessageContaining("give finite numbers");
        }
    }
}
