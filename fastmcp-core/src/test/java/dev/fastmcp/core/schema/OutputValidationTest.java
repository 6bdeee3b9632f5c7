package dev.fastmcp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.OutputValidation;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.core.FakeServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputValidationTest {

    private static final String DAYS =
            "{\"type\":\"object\",\"properties\":{\"days\":{\"type\":\"integer\",\"minimum\":1},\"city\":{\"enum\":[\"Oslo\"]}},"
                + "\"required\":[\"days\"],\"additionalProperties\":false}";

    private final FakeServer server = FakeServer.legacy();

    private static String tools(String outputSchema) {
        String output = outputSchema.isEmpty() ? "" : ",\"outputSchema\":" + outputSchema;
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"tools\":[{\"name\":\"plan\",\"inputSchema\":{\"type\":\"object\"}"
                + output + "}]}}";
    }

    private void listing(String outputSchema) {
        server.answering("tools/list", tools(outputSchema));
    }

    private void returning(String result) {
        server.answering("tools/call", "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"content\":[]," + result + "}}");
    }

    private void with(OutputValidation validation, Consumer<ClientSession> body) {
        try (Client<?> client =
                        Client.builder(server).outputValidation(validation).build();
                ClientSession session = client.connect()) {
            body.accept(session);
        }
    }

    /** Calls the tool after listing it. */
    private void failing(String outputSchema, String structured, String message) {
        listing(outputSchema);
        returning("\"structuredContent\":" + structured);
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.callTool("plan"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessage("The result of tool \"plan\" " + message
                            + ": tell the authors of the server, or use OutputValidation.WARN to get the result");
        });
    }

    private void passing(String outputSchema, String structured) {
        listing(outputSchema);
        returning("\"structuredContent\":" + structured);
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatCode(() -> session.callTool("plan")).doesNotThrowAnyException();
        });
    }

    @Test
    void acceptsWhatFits() {
        passing(DAYS, "{\"days\":3,\"city\":\"Oslo\"}");
        passing(DAYS, "{\"days\":3.0}");
    }

    @Test
    void namesWhatDoesNotFitWithoutShowingValues() {
        failing(
                DAYS,
                "{\"days\":\"secret\",\"city\":\"secret\"}",
                "does not fit its output schema (/days breaks type \"integer\"; /city breaks enum [\"Oslo\"])");
        failing(DAYS, "{}", "does not fit its output schema (it breaks required (days))");
        failing(DAYS, "{\"days\":1,\"x\":2}", "does not fit its output schema (it breaks additionalProperties (x))");
        failing(DAYS, "\"secret\"", "does not fit its output schema (it breaks type \"object\")");
    }

    @Test
    void showsTheFirstViolationsOnlyAndInPrintableForm() {
        failing(
                "{\"type\":\"array\",\"items\":{\"type\":\"integer\"}}",
                "[\"a\",\"b\",\"c\",\"d\",\"e\"]",
                "does not fit its output schema (/0 breaks type \"integer\"; /1 breaks type \"integer\"; /2 breaks"
                        + " type \"integer\"; and 2 more)");
        failing(
                "{\"additionalProperties\":{\"type\":\"integer\"}}",
                "{\"a\\u001b[31m\\n\":\"x\"}",
                "does not fit its output schema (/a\uFFFD[31m\\n breaks type \"integer\")");
    }

    @Test
    void missesStructuredContent() {
        listing(DAYS);
        returning("\"isError\":false");
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.callTool("plan"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(
                            "The result of tool \"plan\" has no structured content, although the tool has an output"
                                    + " schema");
        });
    }

    @Test
    void leavesErrorsOfToolsAlone() {
        listing(DAYS);
        returning("\"isError\":true");
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            CallOptions options = CallOptions.DEFAULT.returningToolErrors();
            assertThat(session.callTool("plan", Map.of(), options).isError()).isTrue();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = OutputValidation.class,
            names = {"OFF", "WARN"})
    void returnsTheResultUnlessItShallFail(OutputValidation validation) {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        with(validation, session -> {
            session.listTools();
            assertThat(session.callTool("plan").structuredContent()).isPresent();
        });
    }

    @Test
    void knowsOnlyToolsThatWereListedAndNeverListsByItself() {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        with(OutputValidation.FAIL, session -> {
            assertThatCode(() -> session.callTool("plan")).doesNotThrowAnyException();
            assertThat(server.methods()).doesNotContain("tools/list");
        });
    }

    @Test
    void learnsFromPagesOfAStream() {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        with(OutputValidation.FAIL, session -> {
            session.streamTools().findFirst().orElseThrow();
            assertThatThrownBy(() -> session.callTool("plan")).isInstanceOf(ProtocolException.class);
        });
    }

    @Test
    void followsTheNewestList() {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.callTool("plan")).isInstanceOf(ProtocolException.class);
            listing(DAYS.replace("\"minimum\":1", "\"minimum\":0"));
            session.listTools();
            assertThatCode(() -> session.callTool("plan")).doesNotThrowAnyException();
            listing("");
            returning("\"isError\":false");
            session.listTools();
            assertThatCode(() -> session.callTool("plan")).doesNotThrowAnyException();
        });
    }

    private void afterAChange(
            OutputValidation validation, Consumer<ClientSession> before, Consumer<ClientSession> after)
            throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(1);
        try (Client<?> client = Client.builder(server)
                        .outputValidation(validation)
                        .onListChanged(kind -> heard.countDown())
                        .build();
                ClientSession session = client.connect()) {
            before.accept(session);
            server.pipe().push("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
            assertThat(heard.await(10, TimeUnit.SECONDS)).isTrue();
            after.accept(session);
        }
    }

    private long lists() {
        return server.methods().stream().filter("tools/list"::equals).count();
    }

    @Test
    void learnsOnceWhatHasChangedWithTheNextCall() throws InterruptedException {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        afterAChange(
                OutputValidation.FAIL,
                session -> {
                    session.listTools();
                    listing(DAYS.replace("\"minimum\":1", "\"minimum\":0"));
                },
                session -> {
                    assertThat(lists()).isEqualTo(1);
                    assertThatCode(() -> session.callTool("plan")).doesNotThrowAnyException();
                    returning("\"structuredContent\":{\"days\":-1}");
                    assertThatThrownBy(() -> session.callTool("plan")).isInstanceOf(ProtocolException.class);
                    assertThat(lists()).isEqualTo(2);
                });
    }

    @Test
    void listsOnceForManyCallsAtTheSameTime() throws InterruptedException {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        afterAChange(OutputValidation.FAIL, ClientSession::listTools, session -> {
            List<CompletableFuture<CallToolResult>> calls = IntStream.range(0, 20)
                    .mapToObj(i -> session.async().callTool("plan", Map.of()))
                    .toList();
            for (CompletableFuture<CallToolResult> call : calls) {
                assertThatThrownBy(call::join).hasCauseInstanceOf(ProtocolException.class);
            }
            assertThat(lists()).isEqualTo(2);
        });
    }

    @Test
    void doesNotListAgainWhatSomebodyHasListedSinceTheChange() throws InterruptedException {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        afterAChange(OutputValidation.FAIL, ClientSession::listTools, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.callTool("plan")).isInstanceOf(ProtocolException.class);
            assertThat(lists()).isEqualTo(2);
        });
    }

    @ParameterizedTest
    @EnumSource(OutputValidation.class)
    void listsNothingAfterAChangeIfNobodyHasListedOrNothingIsValidated(OutputValidation validation)
            throws InterruptedException {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        boolean off = validation == OutputValidation.OFF;
        afterAChange(
                validation,
                session -> {
                    if (off) {
                        session.listTools();
                    }
                },
                session -> {
                    session.callTool("plan");
                    assertThat(lists()).isEqualTo(off ? 1 : 0);
                });
    }

    @Test
    void returnsTheResultIfTheChangedToolsCannotBeListedAndTriesAgain() throws InterruptedException {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        afterAChange(
                OutputValidation.FAIL,
                session -> {
                    session.listTools();
                    server.answering("tools/list", FakeServer.METHOD_NOT_FOUND);
                },
                session -> {
                    assertThatCode(() -> session.callTool("plan")).doesNotThrowAnyException();
                    listing(DAYS);
                    assertThatThrownBy(() -> session.callTool("plan")).isInstanceOf(ProtocolException.class);
                });
    }

    @Test
    void comparesTheResultsOfStartedTools() {
        listing(DAYS);
        returning("\"structuredContent\":{\"days\":0}");
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            ToolTask answered = session.startTool("plan", Map.of());
            assertThatThrownBy(answered::await)
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("/days breaks minimum");
        });
    }

    @Test
    void comparesTheResultsOfTasks() {
        FakeServer modern = FakeServer.modern()
                .answering("tools/list", tools(DAYS))
                .answering("tools/call", task("working", ""))
                .answering(
                        "tasks/get",
                        task("completed", ",\"result\":{\"content\":[],\"structuredContent\":{\"days\":0}}"));
        for (OutputValidation validation : OutputValidation.values()) {
            try (Client<?> client =
                            Client.builder(modern).outputValidation(validation).build();
                    ClientSession session = client.connect()) {
                session.listTools();
                ToolTask task = session.startTool("plan", Map.of());
                if (validation == OutputValidation.FAIL) {
                    assertThatThrownBy(task::await).isInstanceOf(ProtocolException.class);
                    assertThatThrownBy(task::await).isInstanceOf(ProtocolException.class);
                } else {
                    assertThat(task.await().structuredContent()).isPresent();
                }
            }
        }
    }

    private static String task(String status, String more) {
        return "{\"jsonrpc\":\"2.0\",\"id\":$id,\"result\":{\"resultType\":\"task\",\"taskId\":\"t1\",\"createdAt\":\"x\","
            + "\"lastUpdatedAt\":\"x\",\"ttlMs\":null,\"pollIntervalMs\":5,\"status\":\"" + status + "\"" + more
                + "}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://json-schema.org/draft-07/schema#",
                "http://json-schema.org/draft-04/schema",
                "https://json-schema.org/draft/2019-09/schema",
                "https://json-schema.org/draft/2020-12/schema"
            })
    void honoursTheDialect(String dialect) {
        failing(
                "{\"$schema\":\"" + dialect + "\",\"type\":\"object\"}",
                "1",
                "does not fit its output schema (it breaks type \"object\")");
    }

    @Test
    void takesTheNewestDialectIfNoneIsNamed() {
        failing(
                "{\"prefixItems\":[{\"type\":\"integer\"}]}",
                "[\"a\"]",
                "does not fit its output schema (/0 breaks type \"integer\")");
        passing(
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"prefixItems\":[{\"type\":\"integer\"}]}",
                "[\"a\"]");
    }

    @Test
    void saysWhichDialectIsNotSupported() {
        failing(
                "{\"$schema\":\"https://example.com/mine\"}",
                "{}",
                "cannot be compared with its output schema (its $schema \"https://example.com/mine\" is not supported:"
                        + " drafts 4, 6, 7, 2019-09 and 2020-12 are)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.invalid/schema.json",
                "http://127.0.0.1:1/schema.json",
                "file:///etc/hostname",
                "classpath:META-INF/MANIFEST.MF",
                "#/$defs/Nowhere"
            })
    void followsNoReferenceOutOfTheSchema(String reference) {
        listing("{\"properties\":{\"a\":{\"$ref\":\"" + reference + "\"}}}");
        returning("\"structuredContent\":{\"a\":1}");
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.callTool("plan"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("cannot be compared with its output schema (it ")
                    .hasMessageMatching(".*(leads nowhere|not allowed).*");
        });
    }

    @Test
    void followsReferencesWithinTheSchema() {
        failing(
                "{\"properties\":{\"a\":{\"$ref\":\"#/$defs/N\"}},\"$defs\":{\"N\":{\"type\":\"integer\"}}}",
                "{\"a\":\"x\"}",
                "does not fit its output schema (/a breaks type \"integer\")");
    }

    @Test
    void refusesSchemasThatAreTooLargeOrTooDeep() {
        failing(
                "{\"description\":\"" + "x".repeat(SchemaBounds.MAX_CHARACTERS) + "\"}",
                "{}",
                "cannot be compared with its output schema (it has more than 1000000 characters)");
        failing(
                "{\"not\":".repeat(150) + "{}" + "}".repeat(150),
                "{}",
                "cannot be compared with its output schema (it is nested more than 100 deep)");
    }

    @Test
    void givesUpOnSchemasThatTakeForEver() {
        failing(
                "{\"pattern\":\"^(a|aa)+\\\\1?c$\"}",
                "\"" + "a".repeat(60) + "\"",
                "cannot be compared with its output schema (a regular expression of it takes too long)");
        failing(
                "{\"$ref\":\"#\"}",
                "{}",
                "cannot be compared with its output schema (comparing takes too long or goes too deep)");
    }

    @Test
    void refusesExpressionsThatJavaDoesNotUnderstand() {
        failing(
                "{\"pattern\":\"(\"}",
                "\"x\"",
                "cannot be compared with its output schema (it has a regular expression that Java does not"
                        + " understand)");
    }

    @Test
    void comparesDeepValuesWithRecursiveSchemas() {
        String value = "{\"a\":".repeat(300) + "1" + "}".repeat(300);

        listing("{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#\"}}}");
        returning("\"structuredContent\":" + value);
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.async().callTool("plan", Map.of()).join())
                    .hasCauseInstanceOf(ProtocolException.class)
                    .hasMessageContaining("breaks type \"object\"");
        });
    }

    @Test
    void refusesInvalidSchemas() {
        listing("{\"type\":17}");
        returning("\"structuredContent\":{}");
        with(OutputValidation.FAIL, session -> {
            session.listTools();
            assertThatThrownBy(() -> session.callTool("plan"))
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining("output schema");
        });
    }

    @Test
    void saysWhichLibraryIsMissing() {
        assertThatThrownBy(() -> SchemaLibrary.compiler(new ClassLoader(null) {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Output validation needs com.networknt:json-schema-validator 3.0.9 or newer, but there is"
                        + " none: add it to the class path, or to the module path with --add-modules"
                        + " com.networknt.schema, or use OutputValidation.OFF");
    }
}
