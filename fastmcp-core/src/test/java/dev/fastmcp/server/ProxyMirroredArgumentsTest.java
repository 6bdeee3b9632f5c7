package dev.fastmcp.server;

import static dev.fastmcp.server.RawHttp.META;
import static dev.fastmcp.server.RawHttp.MODERN;
import static dev.fastmcp.server.RawHttp.call;
import static dev.fastmcp.server.RawHttp.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Arguments that are repeated in headers, to a proxy that knows of tools by what passes through it. */
@Timeout(30)
class ProxyMirroredArgumentsTest {

    private static final String ANN = "X-User: ann\r\n";
    private static final String BOB = "X-User: bob\r\n";

    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(mirror(",\"x-mcp-header\":\"Region\""))
            .build();
    private final FastMcpServer proxy =
            FastMcpServer.proxyBuilder(server).forwardHeaders("X-User").build();
    private HttpServing serving;
    private RawHttp http;

    private static ServerTool mirror(String annotation) {
        return ServerTool.builder("mirror")
                .inputSchema(JsonValue.parse(
                        "{\"type\":\"object\",\"properties\":{\"region\":{\"type\":\"string\"" + annotation + "}}}"))
                .handler((arguments, context) -> "mirrored")
                .build();
    }

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(proxy).start();
        http = new RawHttp(serving);
    }

    @AfterEach
    void end() {
        serving.close();
        proxy.close();
        server.close();
    }

    private void list(String who) throws IOException {
        assertThat(http.post(MODERN + "Mcp-Method: tools/list\r\n" + who, request(1, "tools/list", META)))
                .contains("x-mcp-header");
    }

    private String mirror(String headers, String arguments) throws IOException {
        String body = call("mirror").replace("\"params\":{", "\"params\":{\"arguments\":" + arguments + ",");
        return http.post(MODERN + "Mcp-Method: tools/call\r\nMcp-Name: mirror\r\n" + headers, body);
    }

    @Test
    void refusesHeadersThatSaySomethingElseThanArgumentsOfAListedTool() throws Exception {
        list(ANN);

        assertThat(mirror(ANN + "Mcp-Param-Region: us\r\n", "{\"region\":\"eu\"}"))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":-32020")
                .contains("Mcp-Param-Region is missing, or says something else than the body");
        assertThat(mirror(ANN, "{\"region\":\"eu\"}")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void handsOnCallsWhoseHeadersRepeatTheArguments() throws Exception {
        list(ANN);

        assertThat(mirror(ANN + "Mcp-Param-Region: eu\r\n", "{\"region\":\"eu\"}"))
                .startsWith("HTTP/1.1 200 ")
                .contains("mirrored");
    }

    @Test
    void comparesNothingForClientsThatHaveNotListedTheTool() throws Exception {
        assertThat(mirror(ANN, "{\"region\":\"eu\"}")).startsWith("HTTP/1.1 200 ");
        list(ANN);

        assertThat(mirror(BOB, "{\"region\":\"eu\"}")).startsWith("HTTP/1.1 200 ");
    }

    @Test
    void forgetsWhatWasListedWhenTheServerSaysThatItsToolsHaveChanged() throws Exception {
        list(ANN);
        server.removeTool("mirror");
        server.add(mirror(""));

        assertThat(eventually(() -> mirror(ANN, "{\"region\":\"eu\"}"), "HTTP/1.1 200 "))
                .contains("mirrored");
    }

    private interface Exchange {
        String answer() throws IOException;
    }

    /** Changes are told on a thread of their own. */
    private static String eventually(Exchange exchange, String start) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String answer = exchange.answer();
        while (!answer.startsWith(start) && System.nanoTime() < end) {
            answer = exchange.answer();
        }
        assertThat(answer).startsWith(start);
        return answer;
    }
}
