package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerTool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Our client and our server over HTTP, in both eras. */
@Timeout(60)
class OwnServerIT {

    record Booking(String seat) {}

    private final FastMcpServer server = FastMcpServer.builder("own")
            .tool(ServerTool.of("book", "Asks for a seat.", (none, context) -> {
                context.progress(1, 2);
                String seat = context.elicit("Which seat?", Booking.class)
                        .map(Booking::seat)
                        .orElse("none");
                context.progress(2, 2);
                return seat;
            }))
            .resource(ServerResource.of("own://news", "news", "News.", "text/plain", (none, context) -> "none yet"))
            .build();
    private HttpServing serving;

    @BeforeEach
    void serve() throws Exception {
        serving = HttpServing.builder(server).token("own-token").start();
    }

    @AfterEach
    void end() {
        serving.close();
        server.close();
    }

    private Client.Builder<?> client(Era era) {
        return Client.builder(serving.uri().toString())
                .era(era)
                .auth("own-token")
                .onSampling((request, context) -> CreateMessageResult.of("m", "yes"))
                .onElicitation((form, context) -> ElicitResult.accept(new Booking("12A")));
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void asksAndReportsWhileItAnswers(Era era) {
        List<Double> progress = new CopyOnWriteArrayList<>();
        try (Client<?> client = client(era).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().version().era()).isEqualTo(era);
            String seat = session.callTool(
                            "book",
                            Map.of(),
                            CallOptions.DEFAULT.withProgress(report -> progress.add(report.progress())))
                    .text();

            assertThat(seat).isEqualTo("12A");
            assertThat(progress).contains(1.0);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void tellsWhatChanges(Era era) throws Exception {
        CountDownLatch changed = new CountDownLatch(1);
        CompletableFuture<String> updated = new CompletableFuture<>();
        try (Client<?> client = client(era)
                        .onListChanged(change -> changed.countDown())
                        .onResourceUpdated(updated::complete)
                        .build();
                ClientSession session = client.connect()) {
            session.subscribe("own://news");

            server.add(ServerTool.of("new", "Is new.", (none, context) -> "new"));
            server.resourceUpdated("own://news");

            assertThat(changed.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(updated.get(20, TimeUnit.SECONDS)).isEqualTo("own://news");
            assertThat(session.callTool("new").text()).isEqualTo("new");
        }
    }

    @Test
    void anAnswerOfTheLegacyEraOutlivesItsConnection() throws Exception {
        List<Double> progress = new CopyOnWriteArrayList<>();
        try (CuttingProxy proxy = new CuttingProxy(serving.uri(), "\"progress\":1");
                Client<?> client = Client.builder(proxy.uri().toString())
                        .era(Era.LEGACY)
                        .auth("own-token")
                        .build();
                ClientSession session = client.connect()) {
            server.add(ServerTool.of("steps", "Waits until the connection is lost.", (none, context) -> {
                context.progress(1, 3);
                boolean lost = proxy.done().await(20, TimeUnit.SECONDS);
                context.progress(2, 3);
                return lost ? "done" : "not lost";
            }));
            String text = session.callTool(
                            "steps",
                            Map.of(),
                            CallOptions.DEFAULT.withProgress(report -> progress.add(report.progress())))
                    .text();

            assertThat(text).isEqualTo("done");
            assertThat(progress).containsExactly(1.0, 2.0);
        }
    }

    /** These tests run without the library that compares values with schemas. */
    @Test
    void takesWhateverComesWithoutAValidator() {
        server.add(ServerTool.builder("raw")
                .inputSchema(JsonValue.parse("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\"}}}"))
                .outputSchema(JsonValue.parse("{\"type\":\"object\"}"))
                .handler((arguments, context) -> "got " + arguments)
                .build());
        try (Client<?> client = client(Era.MODERN).build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("raw", Map.of("a", "text")).text()).isEqualTo("got {a=text}");
        }
    }

    /** After a quarter of a second the server opens a stream, to find out whether somebody is still there; many answers come just then. */
    @Test
    void answersArriveWhileAStreamIsOpenedForThem() throws Exception {
        server.add(ServerTool.of("pause", "Takes a quarter of a second.", (none, context) -> {
            // Nobody counts it down.
            new CountDownLatch(1).await(249 + ThreadLocalRandom.current().nextInt(3), TimeUnit.MILLISECONDS);
            return "done";
        }));
        try (ClientSession session = client(Era.MODERN).build().connect()) {
            List<CompletableFuture<CallToolResult>> calls = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                calls.add(session.async().callTool("pause", Map.of()));
            }
            for (CompletableFuture<CallToolResult> call : calls) {
                assertThat(call.get(30, TimeUnit.SECONDS).text()).isEqualTo("done");
            }
        }
    }
}
