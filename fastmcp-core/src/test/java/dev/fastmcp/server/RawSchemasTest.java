package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ToolException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Schemas that the author of a tool wrote, with the library that compares values with them. */
@Timeout(30)
class RawSchemasTest {

    private static final JsonValue DAYS = JsonValue.parse("""
        {"type":"object","properties":{"days":{"type":"integer","minimum":1},"city":{"enum":["Oslo"]}},
        "required":["days"],"additionalProperties":false}
        """);

    record Trip(Integer days, Optional<String> city) {}

    private final AtomicInteger calls = new AtomicInteger();
    private final FastMcpServer server = FastMcpServer.builder("raw").build();

    @AfterEach
    void end() {
        server.close();
    }

    private CallToolResult call(Object arguments) {
        try (ClientSession session = Client.connect(server)) {
            return session.callTool("tool", arguments);
        }
    }

    private void takingDays() {
        server.add(ServerTool.builder("tool")
                .inputSchema(DAYS)
                .handler((arguments, context) -> "called " + calls.incrementAndGet())
                .build());
    }

    private void returning(JsonValue schema, Object result) {
        server.add(ServerTool.builder("tool")
                .outputSchema(schema)
                .handler((arguments, context) -> result)
                .build());
    }

    private void failing(Object arguments, String reason) {
        assertThatThrownBy(() -> call(arguments))
                .isInstanceOf(ToolException.class)
                .hasMessageEndingWith(reason);
    }

    @Test
    void callsTheHandlerWithWhatFits() {
        takingDays();

        assertThat(call(Map.of("days", 3, "city", "Oslo")).text()).isEqualTo("called 1");
    }

    @Test
    void tellsWhatIsWrongWithArgumentsAndDoesNotCallTheHandler() {
        takingDays();

        failing(
                Map.of("days", 0, "city", "Rome"),
                "The arguments do not fit the schema of the tool (/days breaks minimum 1; /city breaks enum"
                        + " [\"Oslo\"])");
        failing(Map.of("days", "soon"), "(/days breaks type \"integer\")");
        failing(Map.of(), "(it breaks required (days))");
        assertThat(calls).hasValue(0);
    }

    @Test
    void comparesArgumentsThatBecomeARecordAsWell() {
        server.add(ServerTool.builder("tool")
                .inputSchema(DAYS)
                .handler(Trip.class, (trip, context) -> "called " + calls.incrementAndGet())
                .build());

        failing(Map.of("days", 0), "(/days breaks minimum 1)");
        assertThat(calls).hasValue(0);
        assertThat(call(Map.of("days", 1)).text()).isEqualTo("called 1");
    }

    @Test
    void tellsOfResultsThatBreakTheirPromise() {
        returning(DAYS, Map.of("days", 0));

        failing(Map.of(), "The results of tool \"tool\" do not fit the schema of the tool (/days breaks minimum 1)");
    }

    @Test
    void tellsOfPromisedResultsThatAreMissing() {
        returning(DAYS, "only a text");

        failing(
                Map.of(),
                "The results of tool \"tool\" have no structured content, although the tool has an output schema");
    }

    @Test
    void passesResultsThatFitAndErrors() {
        returning(DAYS, Map.of("days", 2));
        assertThat(call(Map.of()).structuredContent()).contains(JsonValue.of(Map.of("days", 2)));

        server.removeTool("tool");
        returning(DAYS, CallToolResult.error("closed today"));
        failing(Map.of(), "closed today");
    }

    @Test
    void saysWhichSchemaCannotBeUsed() {
        returning(JsonValue.parse("{\"$ref\":\"https://example.com/other.json\"}"), Map.of());

        failing(
                Map.of(),
                "cannot be compared with the schema of the tool (it is invalid: Schema from"
                        + " 'https://example.com/other.json' is not allowed to be loaded.)");
    }
}
