package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.InputRequiredResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Handlers read resources of their own server. */
@Timeout(30)
class ContextReadsTest {

    record Reading(String uri) {}

    record Name(String name) {}

    private static final InputRequest WHO = InputRequest.of(
            "elicitation/create", JsonValue.of(FormElicitation.of("Who?", JsonValue.of(FormSchema.of(Name.class)))));

    private final BlockingQueue<RequestContext> kept = new LinkedBlockingQueue<>();

    private final FastMcpServer server = FastMcpServer.builder("reader")
            .tool(ServerTool.of(
                    "read",
                    "Reads.",
                    Reading.class,
                    (reading, context) -> context.readResource(reading.uri()).text()))
            .tool(ServerTool.of("try", "Reads or not.", Reading.class, (reading, context) -> {
                try {
                    return context.readResource(reading.uri()).text();
                } catch (JsonRpcException e) {
                    return e.code() + " " + e.getMessage();
                }
            }))
            .tool(ServerTool.of("keep", "Keeps its context.", (none, context) -> {
                kept.add(context);
                return "kept";
            }))
            .resource(resource("docs://readme", (none, context) -> "Read me."))
            .resource(resource("docs://draft", (none, context) -> "Not yet.").withTags("draft"))
            .resource(resource("docs://bad", (none, context) -> {
                throw new IllegalStateException("torn");
            }))
            .resource(resource(
                    "docs://index",
                    (none, context) -> "Index: "
                            + context.readResource("docs://readme").text()
                            + context.readResource("pages://7").text()))
            .resource(resource("docs://loop", (none, context) -> context.readResource("docs://loop")))
            .resource(resource(
                    "docs://who",
                    (none, context) ->
                            context.elicit("Who?", Name.class).map(Name::name).orElse("nobody")))
            .resource(resource(
                    "docs://later",
                    (none, context) -> context.requestState()
                            .map(state -> state + " "
                                    + context.inputResponses()
                                            .get("who")
                                            .as(ElicitResult.class)
                                            .content()
                                            .orElseThrow())
                            .<Object>map(text -> text)
                            .orElseGet(() -> InputRequiredResult.of(Map.of("who", WHO), "asked"))))
            .resource(resource(
                    "docs://endless",
                    (none, context) -> new InputRequiredResult(Map.of(), Optional.of("again"), Map.of(), Map.of())))
            .resource(resource("docs://slow", (none, context) -> {
                context.progress(1, 2, "half");
                return "slow";
            }))
            .resourceTemplate(ServerResourceTemplate.of(
                    "pages://{n}",
                    "page",
                    "A page.",
                    "text/plain",
                    (variables, context) -> "Page " + variables.get("n") + " for request " + context.requestId()))
            .prompt(ServerPrompt.of(
                    "sum",
                    "Asks for a summary.",
                    (arguments, context) ->
                            "Sum up: " + context.readResource("docs://readme").text()))
            .build();

    private static ServerResource resource(String uri, ResourceHandler handler) {
        return ServerResource.of(uri, uri, "A resource.", "text/plain", handler);
    }

    @AfterEach
    void end() {
        server.close();
    }

    private static String ask(ClientSession session, String tool, String uri) {
        return session.callTool(tool, Map.of("uri", uri)).text();
    }

    private ClientSession connect(Era era) {
        return Client.builder(server).era(era).build().connect();
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void readsResourcesTemplatesAndWhatReadsOthers(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(ask(session, "read", "docs://readme")).isEqualTo("Read me.");
            assertThat(ask(session, "read", "pages://3")).startsWith("Page 3 for request ");
            assertThat(session.readResource("docs://index").text()).startsWith("Index: Read me.Page 7 for request ");
            assertThat(session.getPrompt("sum").messages().get(0).content().toString())
                    .contains("Sum up: Read me.");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void whatIsUnknownOrHiddenIsNotFoundAsForTheClient(Era era) {
        String refusal = (era == Era.LEGACY ? "-32002" : "-32602") + " Resource not found";
        try (ClientSession session = connect(era)) {
            assertThat(ask(session, "try", "docs://draft")).isEqualTo("Not yet.");
            server.disable("draft");

            assertThat(ask(session, "try", "docs://draft")).isEqualTo(refusal);
            assertThat(ask(session, "try", "docs://nothing")).isEqualTo(refusal);
            assertThatThrownBy(() -> ask(session, "read", "docs://draft"))
                    .isInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("Resource not found");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aResourceThatFailsSaysSo(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(ask(session, "try", "docs://bad")).isEqualTo("-32603 The resource docs://bad failed: torn");
        }
    }

    @Test
    void theExceptionOfAResourceThatWasCaughtIsNotRaised() {
        try (ClientSession session = Client.connect(FastMcpTransport.of(server).raisingExceptions())) {
            assertThat(ask(session, "try", "docs://bad")).contains("torn");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void resourcesThatReadThemselvesAreStopped(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(ask(session, "try", "docs://loop")).contains("do they read themselves?");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aResourceAsksTheClientOfTheRequest(Era era) {
        try (Client<?> client = Client.builder(server)
                        .era(era)
                        .onElicitation((form, context) -> ElicitResult.accept(new Name("Ann")))
                        .build();
                ClientSession session = client.connect()) {
            assertThat(ask(session, "read", "docs://who")).isEqualTo("Ann");
            assertThat(ask(session, "read", "docs://later")).isEqualTo("asked {name=Ann}");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aResourceThatComesToNoResultIsGivenUp(Era era) {
        try (ClientSession session = connect(era)) {
            assertThat(ask(session, "try", "docs://endless")).startsWith("-32603 A resource was given up");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    void aResourceReportsToTheClientOfTheRequest(Era era) {
        List<String> steps = new CopyOnWriteArrayList<>();
        try (ClientSession session = connect(era)) {
            session.callTool(
                    "read",
                    Map.of("uri", "docs://slow"),
                    CallOptions.DEFAULT.withProgress(
                            report -> steps.add(report.message().orElse(""))));
        }
        assertThat(steps).containsExactly("half");
    }

    @Test
    void nothingIsReadAfterTheAnswer() throws Exception {
        try (ClientSession session = connect(Era.AUTO)) {
            session.callTool("keep");
            RequestContext late = kept.take();
            assertThatThrownBy(() -> late.readResource("docs://readme"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the request is answered: a handler can read resources only until it returns");
        }
    }
}
