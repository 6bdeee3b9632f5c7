package dev.fastmcp.server;

import static dev.fastmcp.server.RawHttp.MODERN;
import static dev.fastmcp.server.RawHttp.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Arguments that are repeated in headers, by raw sockets. */
@Timeout(30)
class HttpMirroredArgumentsTest {

    private final FastMcpServer server = FastMcpServer.builder("test").build();
    private HttpServing serving;
    private RawHttp http;

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(server).start();
        http = new RawHttp(serving);
    }

    @AfterEach
    void end() {
        serving.close();
        server.close();
    }

    private void mirroring() {
        server.add(ServerTool.builder("mirror")
                .inputSchema(JsonValue.parse("""
                    {"type":"object","properties":{
                      "region":{"type":"string","x-mcp-header":"Region"},
                      "count":{"type":["integer","null"],"x-mcp-header":"Count"},
                      "dry":{"type":"boolean","x-mcp-header":"Dry"},
                      "where":{"type":"object","properties":{"zone":{"type":"string","x-mcp-header":"Zone"}}}}}
                    """))
                .handler((arguments, context) -> "mirrored")
                .build());
    }

    private String mirror(String headers, String arguments) throws IOException {
        String body = call("mirror").replace("\"params\":{", "\"params\":{\"arguments\":" + arguments + ",");
        return http.post(
                MODERN + "Mcp-Method: tools/call\r\nMcp-Name: mirror\r\n" + headers.replace("|", "\r\n"), body);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Mcp-Param-Region: eu|; {\"region\":\"eu\"}",
                "mcp-param-region: eu|; {\"region\":\"eu\",\"count\":null}",
                "Mcp-Param-Region: =?base64?w7g=?=|; {\"region\":\"\u00f8\"}",
                "Mcp-Param-Count: 42|Mcp-Param-Dry: true|; {\"count\":42,\"dry\":true}",
                "Mcp-Param-Count: 42|; {\"count\":42.0}",
                "Mcp-Param-Zone: a b|; {\"where\":{\"zone\":\"a b\"}}",
                "Mcp-Param-Other: x|; {\"other\":1}",
                "X-Nothing: 1|; {}",
                "X-Nothing: 1|; null"
            })
    void takesHeadersThatRepeatArguments(String headers, String arguments) throws Exception {
        mirroring();

        assertThat(mirror(headers, arguments)).startsWith("HTTP/1.1 200 ").contains("mirrored");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "Mcp-Param-Region: us|; {\"region\":\"eu\"}; Region",
                "X-Nothing: 1|; {\"region\":\"eu\"}; Region",
                "Mcp-Param-Region: eu|Mcp-Param-Region: eu|; {\"region\":\"eu\"}; Region",
                "Mcp-Param-Region: eu|; {}; Region",
                "Mcp-Param-Region: eu|; {\"region\":null}; Region",
                "Mcp-Param-Region: eu|; {\"region\":[\"eu\"]}; Region",
                "Mcp-Param-Region: =?base64?***?=|; {\"region\":\"eu\"}; Region",
                "Mcp-Param-Region: =?base64?=|; {\"region\":\"eu\"}; Region",
                "Mcp-Param-Count: 43|; {\"count\":42}; Count",
                "Mcp-Param-Count: 4.2e1|; {\"count\":42}; Count",
                "Mcp-Param-Dry: True|; {\"dry\":true}; Dry",
                "Mcp-Param-Zone: b|; {\"where\":{\"zone\":\"a\"}}; Zone"
            })
    void refusesHeadersThatSaySomethingElseThanArguments(String headers, String arguments, String header)
            throws Exception {
        mirroring();

        assertThat(mirror(headers, arguments))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":-32020")
                .contains("Mcp-Param-" + header + " is missing, or says something else than the body");
    }

    @Test
    void refusesToolsWhoseHeadersClientsWouldRefuse() {
        ServerTool.Builder tool = ServerTool.builder("bad")
                .inputSchema(JsonValue.parse(
                        "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"number\",\"x-mcp-header\":\"N\"}}}"))
                .handler((arguments, context) -> "");

        assertThatThrownBy(tool::build)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tool bad would be refused by clients: its x-mcp-header N belongs to something else than a"
                        + " string, integer or boolean");
    }
}
