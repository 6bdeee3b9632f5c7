package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.TextContent;
import dev.fastmcp.api.model.ToolException;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server makes sure of, so that tools take and give what their schemas say. */
@Timeout(30)
class ToolPromisesTest {

    record Forecast(String city, int days) {}

    record Order(int pieces, Optional<Long> number) {}

    enum Color {
        RED,
        GREEN
    }

    record Paint(List<Color> colors, Optional<List<Integer>> sizes) {}

    private static CallToolResult call(ServerTool tool, Map<String, ?> arguments) {
        try (FastMcpServer server = FastMcpServer.builder("test").tool(tool).build();
                ClientSession session = Client.connect(server)) {
            return session.callTool(tool.definition().name(), arguments);
        }
    }

    private static ServerTool promising(Type type, Object returned) {
        return ServerTool.builder("promise")
                .output(type)
                .handler((arguments, context) -> returned)
                .build();
    }

    @Test
    void aTextIsStructuredContentIfThatIsPromised() {
        CallToolResult result = call(promising(String.class, "sunny"), Map.of());

        assertThat(result.structuredContent().orElseThrow().toJson()).isEqualTo("{\"result\":\"sunny\"}");
        assertThat(result.data(String.class)).isEqualTo("sunny");
        assertThat(result.text()).isEqualTo("sunny");
    }

    @Test
    void anObjectStandsInOneIfItsSchemaSaysSo() {
        CallToolResult result = call(promising(Object.class, Map.of("a", 1)), Map.of());

        assertThat(result.structuredContent().orElseThrow().toJson()).isEqualTo("{\"result\":{\"a\":1}}");
    }

    @Test
    void keepsResultsThatAreMadeByHand() {
        CallToolResult byHand = CallToolResult.structured(JsonValue.of(new Forecast("Rome", 3)));

        assertThat(call(promising(Forecast.class, byHand), Map.of()).data(Forecast.class))
                .isEqualTo(new Forecast("Rome", 3));
    }

    @Test
    void refusesResultsThatAreNotWhatIsPromised() {
        for (Object wrong : List.of("text", List.of(1), TextContent.of("text"), CallToolResult.of())) {
            assertThatThrownBy(() -> call(promising(Forecast.class, wrong), Map.of()))
                    .isInstanceOf(ToolException.class)
                    .hasMessageContaining("The handler of tool \"promise\" returned a "
                            + wrong.getClass().getName());
        }
        ServerTool nothing = ServerTool.builder("nothing")
                .output(String.class)
                .handler((arguments, context) -> null)
                .build();
        assertThatThrownBy(() -> call(nothing, Map.of())).hasMessageContaining("returned nothing");
    }

    @Test
    void aFractionIsNoWholeNumber() {
        ServerTool tool = ServerTool.of("order", "Orders.", Order.class, (order, context) -> order);

        assertThatThrownBy(() -> call(tool, Map.of("pieces", 1.5)))
                .hasMessageContaining("The argument \"pieces\" does not fit its schema, {\"type\":\"integer\"}");
        assertThatThrownBy(() -> call(tool, Map.of("pieces", 1, "number", 2.5)))
                .hasMessageContaining("The argument \"number\" does not fit its schema");
        assertThat(call(tool, Map.of("pieces", 2.0, "number", 3)).data(Order.class))
                .isEqualTo(new Order(2, Optional.of(3L)));
    }

    @Test
    void aToolWithoutArgumentsRefusesThemAsItsSchemaSays() {
        ServerTool tool = ServerTool.of("hello", "Greets.", (arguments, context) -> "Hello!");

        assertThatThrownBy(() -> call(tool, Map.of("name", "Ann")))
                .hasMessageContaining("Unknown arguments [name]; the tool takes none");
        assertThat(call(tool, Map.of()).text()).isEqualTo("Hello!");
    }

    @Test
    void namesTheListThatHasAWrongElement() {
        ServerTool tool = ServerTool.of("paint", "Paints.", Paint.class, (paint, context) -> paint);

        assertThatThrownBy(() -> call(tool, Map.of("colors", List.of("RED", "PURPLE"))))
                .hasMessageContaining("The argument \"colors\" does not fit its schema")
                .hasMessageContaining("[\"RED\",\"GREEN\"]");
        assertThatThrownBy(() -> call(tool, Map.of("colors", List.of("RED"), "sizes", List.of("big"))))
                .hasMessageContaining("The argument \"sizes\" does not fit its schema");
        assertThat(call(tool, Map.of("colors", List.of("RED"))).data(Paint.class))
                .isEqualTo(new Paint(List.of(Color.RED), Optional.empty()));
    }
}
