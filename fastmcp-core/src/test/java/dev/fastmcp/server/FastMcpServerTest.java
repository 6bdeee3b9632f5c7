package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Description;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Role;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.SamplingMessage;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A server and its client in one process, in both eras. */
@Timeout(30)
class FastMcpServerTest {

    record Sum(@Description("The first number") double a, double b) {}

    record Trip(String city, Optional<Integer> nights, Class class_) {
        enum Class {
            FIRST,
            SECOND
        }
    }

    record Weather(String city, double degrees) {}

    record Booking(String seat, boolean window) {}

    final FastMcpServer server = FastMcpServer.builder("test")
            .version("2.0")
            .instructions("Be kind.")
            .tool(ServerTool.of("add", "Adds two numbers.", Sum.class, (sum, context) -> sum.a() + sum.b()))
            .tool(ServerTool.of("hello", "Greets.", (arguments, context) -> "Hello!"))
            .tool(ServerTool.builder("weather")
                    .description("Tells the weather.")
                    .output(Weather.class)
                    .tags("slow")
                    .handler(Trip.class, (trip, context) -> new Weather(trip.city(), 21.5))
                    .build())
            .tool(ServerTool.of("fail", "Fails.", (arguments, context) -> {
                throw new IllegalStateException("out of order");
            }))
            .tool(ServerTool.of(
                    "ask",
                    "Asks for a seat.",
                    (arguments, context) -> context.elicit("Which seat?", Booking.class)
                            .map(Booking::seat)
                            .orElse("none")))
            .tool(ServerTool.of(
                    "think",
                    "Asks a model.",
                    (arguments, context) ->
                            ((TextContent) context.sample(question()).content().get(0)).text()))
            .tool(ServerTool.of(
                    "roots",
                    "Tells the roots.",
                    (arguments, context) ->
                            context.roots().stream().map(Root::uri).toList()))
            .tool(ServerTool.of("count", "Counts.", (arguments, context) -> {
                for (int i = 1; i <= 3; i++) {
                    context.progress(i, 3, "step " + i);
                }
                context.log(LoggingLevel.WARNING, "counted");
                return context.client().orElseThrow().name();
            }))
            .resource(ServerResource.of(
                    "test://readme", "readme", "Read me.", "text/plain", (variables, context) -> "This is it."))
            .resourceTemplate(ServerResourceTemplate.of(
                            "test://user/{id}/{?lang}",
                            "user",
                            "A user.",
                            "application/json",
                            (variables, context) -> variables)
                    .withCompletion((argument, typed, others) -> Completion.of(List.of(typed + "1", typed + "2"))))
            .prompt(ServerPrompt.of(
                            "greet",
                            "Asks for a greeting.",
                            (arguments, context) -> "Greet " + arguments.get("name"),
                            PromptArgument.of("name", true))
                    .withCompletion((argument, typed, others) -> Completion.of(List.of("Ann"))))
            .build();

    @AfterEach
    void end() {
        server.close();
    }

    private static CreateMessageRequest question() {
        return CreateMessageRequest.of(
                List.of(new SamplingMessage(Role.USER, List.of(TextContent.of("Why?")), Map.of(), Map.of())), 100);
    }

    /** What clients connect to. */
    Object reached() {
        return server;
    }

    private Client.Builder<?> client(Era era) {
        return Client.builder(reached()).era(era);
    }

    private ClientSession connect(Era era) {
        return client(era).build().connect();
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void saysWhoItIs(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(session.server().version().era()).isEqualTo(era);
            assertThat(session.server().info().orElseThrow().name()).isEqualTo("test");
            assertThat(session.server().instructions()).contains("Be kind.");
            session.ping();
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void callsToolsWithRecords(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(session.callTool("add", Map.of("a", 1, "b", 2)).data(Double.class))
                    .isEqualTo(3.0);
            assertThat(session.callTool("hello").text()).isEqualTo("Hello!");
            assertThat(session.callTool("weather", Map.of("city", "Rome", "class_", "FIRST"))
                            .data(Weather.class))
                    .isEqualTo(new Weather("Rome", 21.5));
        }
    }

    @Test
    void makesSchemasFromRecords() {
        try (ClientSession session = connect(Era.AUTO)) {
            List<Tool> tools = session.listTools();

            assertThat(tools.stream().map(Tool::name)).startsWith("add", "hello", "weather");
            assertThat(tools.get(0).inputSchema().toJson())
                    .isEqualTo("{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"number\",\"description\":\"The"
                            + " first number\"},\"b\":{\"type\":\"number\"}},\"required\":[\"a\",\"b\"],"
                            + "\"additionalProperties\":false}");
            assertThat(tools.get(2).inputSchema().toJson())
                    .contains("\"nights\":{\"type\":\"integer\"}")
                    .contains("\"enum\":[\"FIRST\",\"SECOND\"]")
                    .contains("\"required\":[\"city\",\"class_\"]");
            assertThat(tools.get(2).outputSchema().orElseThrow().toJson())
                    .contains("\"degrees\":{\"type\":\"number\"}");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void tellsWhatIsWrongWithArguments(Era era) {
        try (ClientSession session = connect(era)) {
            assertThatThrownBy(() -> session.callTool("add", Map.of("a", 1)))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The argument \"b\" is missing");
            assertThatThrownBy(() -> session.callTool("add", Map.of("a", 1, "b", 2, "c", 3)))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("Unknown arguments [c]; the tool takes [a, b]");
            assertThatThrownBy(() -> session.callTool("add", Map.of("a", 1, "b", "x")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The argument \"b\" does not fit its schema, {\"type\":\"number\"}")
                    .hasMessageNotContaining("java");
            assertThatThrownBy(
                            () -> session.callTool("weather", Map.of("city", "Oslo", "nights", 1.5, "class_", "FIRST")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The argument \"nights\" does not fit its schema, {\"type\":\"integer\"}");
            assertThatThrownBy(() -> session.callTool("weather", Map.of("city", 7, "nights", 1, "class_", "FIRST")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The argument \"city\" does not fit its schema, {\"type\":\"string\"}");
            assertThatThrownBy(
                            () -> session.callTool("weather", Map.of("city", "Oslo", "nights", 1, "class_", "THIRD")))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The argument \"class_\" does not fit")
                    .hasMessageContaining("[\"FIRST\",\"SECOND\"]");
            assertThatThrownBy(() -> session.callTool("nothing"))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32602));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void tellsThatAToolHasFailed(Era era) {
        try (ClientSession session = connect(era)) {
            assertThatThrownBy(() -> session.callTool("fail"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("out of order");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void raisesTheExceptionItselfIfTheCallerWantsTo(Era era) {
        try (Client<?> client = Client.builder(FastMcpTransport.of(server).raisingExceptions())
                        .era(era)
                        .build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("fail"))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("out of order");
            assertThat(session.callTool("hello").text()).isEqualTo("Hello!");
        }
    }

    @Test
    void keepsMessagesOfExceptionsToItselfIfItShall() {
        try (FastMcpServer discreet = FastMcpServer.builder("discreet")
                        .hideErrors()
                        .tool(ServerTool.of("fail", "Fails.", (arguments, context) -> {
                            throw new IllegalStateException("the password is swordfish");
                        }))
                        .build();
                ClientSession session = Client.connect(discreet)) {
            assertThatThrownBy(() -> session.callTool("fail"))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The tool failed")
                    .hasMessageNotContaining("swordfish");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void asksItsClient(Era era) {
        try (Client<?> client = client(era)
                        .onElicitation((form, context) -> ElicitResult.accept(new Booking("12A", true)))
                        .onSampling((request, context) -> CreateMessageResult.of("model", "Because."))
                        .roots(List.of(Root.of("file:///work")))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("ask").text()).isEqualTo("12A");
            assertThat(session.callTool("think").text()).isEqualTo("Because.");
            assertThat(session.callTool("roots").data(String[].class)).containsExactly("file:///work");
        }
        assertThat(server.core().parkedCalls()).isZero();
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void doesNotAskAClientThatCannotAnswer(Era era) {
        try (ClientSession session = connect(era)) {
            assertThatThrownBy(() -> session.callTool("ask"))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class, e -> assertThat(e.code()).isEqualTo(-32021))
                    .hasMessageContaining("elicitation");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void acceptsThatAPersonDeclines(Era era) {
        try (Client<?> client = client(era)
                        .onElicitation((form, context) -> ElicitResult.decline())
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.callTool("ask").text()).isEqualTo("none");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void tellsHowFarItIs(Era era) {
        List<String> steps = new ArrayList<>();
        try (Client<?> client =
                        client(era).clientInfo(Implementation.of("tester", "1")).build();
                ClientSession session = client.connect()) {
            String caller = session.callTool(
                            "count",
                            Map.of(),
                            CallOptions.DEFAULT.withProgress(
                                    progress -> steps.add(progress.message().orElse(""))))
                    .text();
            assertThat(caller).isEqualTo("tester");
        }
        assertThat(steps).containsExactly("step 1", "step 2", "step 3");
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void readsResourcesAndTemplates(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(session.readResource("test://readme").text()).isEqualTo("This is it.");
            assertThat(session.readResource("test://user/a%2Fb/?lang=it&x=y").text())
                    .isEqualTo("{\"id\":\"a/b\",\"lang\":\"it\"}");
            assertThat(session.listResourceTemplates().get(0).uriTemplate()).isEqualTo("test://user/{id}/{?lang}");
            assertThatThrownBy(() -> session.readResource("test://nothing"))
                    .isInstanceOfSatisfying(
                            JsonRpcException.class,
                            e -> assertThat(e.code()).isEqualTo(era == Era.LEGACY ? -32002 : -32602));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void writesPromptsAndProposesValues(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(session.getPrompt("greet", Map.of("name", "Bo"))
                            .messages()
                            .get(0)
                            .content())
                    .isEqualTo(TextContent.of("Greet Bo"));
            assertThatThrownBy(() -> session.getPrompt("greet")).hasMessageContaining("\"name\" is missing");
            assertThat(session.complete(PromptReference.of("greet"), "name", "A")
                            .values())
                    .containsExactly("Ann");
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void tellsWhatChanges(Era era) throws Exception {
        CountDownLatch tools = new CountDownLatch(1);
        CompletableFuture<String> updated = new CompletableFuture<>();
        try (Client<?> client = client(era)
                        .onListChanged(change -> tools.countDown())
                        .onResourceUpdated(updated::complete)
                        .build();
                ClientSession session = client.connect()) {
            session.subscribe("test://readme");
            server.add(ServerTool.of("new", "Is new.", (arguments, context) -> "new"));
            server.resourceUpdated("test://readme");

            assertThat(tools.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(updated.get(10, TimeUnit.SECONDS)).isEqualTo("test://readme");
            assertThat(session.callTool("new").text()).isEqualTo("new");
            assertThat(server.removeTool("new")).isTrue();
            assertThat(server.removeTool("new")).isFalse();
        }
    }

    @Test
    void hidesToolsByTag() {
        try (ClientSession session = connect(Era.AUTO)) {
            server.disable("slow");
            assertThat(session.listTools()).noneMatch(tool -> tool.name().equals("weather"));
            assertThatThrownBy(() -> session.callTool("weather")).hasMessageContaining("Unknown tool: weather");
            server.enable("slow");
            assertThat(session.listTools()).anyMatch(tool -> tool.name().equals("weather"));
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void aTimeoutInterruptsTheHandler(Era era) throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        server.add(ServerTool.of("sleep", "Sleeps.", (arguments, context) -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "never";
        }));
        try (ClientSession session = connect(era)) {
            assertThatThrownBy(() ->
                            session.callTool("sleep", Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(50))))
                    .isInstanceOf(RequestTimeoutException.class);
            assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            assertThat(session.callTool("hello").text()).isEqualTo("Hello!");
        }
    }

    @Test
    void theSameObjectsArriveAtTheOtherSide() {
        CallToolResult result = CallToolResult.of(TextContent.of("by reference"));
        server.add(ServerTool.of("same", "Gives an object.", (arguments, context) -> result));
        try (ClientSession session = connect(Era.MODERN)) {
            assertThat(session.callTool("same")).isSameAs(result);
        }
    }

    @Test
    void refusesTwoOfOneName() {
        assertThatThrownBy(() -> server.add(ServerTool.of("add", "Again.", (arguments, context) -> "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has a tool add already");
        assertThatThrownBy(() -> ServerTool.of("no good", "", (arguments, context) -> ""))
                .hasMessageContaining("is no name for a tool");
        assertThatThrownBy(() -> FastMcpServer.builder(" ")).hasMessageContaining("name is blank");
        assertThatThrownBy(() -> ServerTool.builder("x").build()).hasMessageContaining("give it a handler");
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void manyCallersAtOnceGetTheirOwnAnswers(Era era) throws Exception {
        List<Object> wrong = new CopyOnWriteArrayList<>();
        try (ClientSession session = connect(era)) {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                int base = i * 1000;
                callers.add(Thread.ofVirtual().start(() -> {
                    for (int n = 0; n < 100; n++) {
                        Object sum = session.callTool("add", Map.of("a", base, "b", n))
                                .data(Double.class);
                        if (!Double.valueOf(base + n).equals(sum)) {
                            wrong.add(sum);
                        }
                    }
                }));
            }
            for (Thread caller : callers) {
                assertThat(caller.join(Duration.ofSeconds(20))).isTrue();
            }
        }
        assertThat(wrong).isEmpty();
    }
}
