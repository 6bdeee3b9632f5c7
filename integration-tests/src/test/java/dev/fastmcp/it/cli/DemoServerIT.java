package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The demo server as a server: what it answers to messages that our own client would never send, too. */
class DemoServerIT {

    private Process process;
    private PrintStream in;
    private BufferedReader out;

    @BeforeEach
    void start() throws Exception {
        process = new ProcessBuilder(
                        Cli.java(), "-XX:TieredStopAtLevel=1", "-cp", Cli.jars(), "dev.fastmcp.cli.demo.DemoServer")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        in = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    @AfterEach
    void end() {
        process.destroyForcibly();
    }

    private String answer(String line) throws Exception {
        in.println(line);
        return out.readLine();
    }

    private void shakeHands() throws Exception {
        assertThat(answer(request(0, "initialize", initialize("2025-11-25")))).contains("fastmcp-demo");
        in.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    private static String initialize(String version) {
        return "{\"protocolVersion\":\"" + version
                + "\",\"capabilities\":{},\"clientInfo\":{\"name\":\"somebody\",\"version\":\"1\"}}";
    }

    private static String request(int id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    @ParameterizedTest
    @ValueSource(strings = {"2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"})
    void agreesToEachLegacyVersion(String version) throws Exception {
        assertThat(answer(request(1, "initialize", initialize(version))))
                .contains("\"protocolVersion\":\"" + version + "\"")
                .doesNotContain("resultType");
    }

    @Test
    void offersItsNewestLegacyVersionInsteadOfAnUnknownOne() throws Exception {
        assertThat(answer(request(1, "initialize", initialize("1999-01-01"))))
                .contains("\"protocolVersion\":\"2025-11-25\"");
    }

    @Test
    void speaksTheModernEraWhereTheRequestDoes() throws Exception {
        String meta = "{\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"%s\","
                + "\"io.modelcontextprotocol/clientCapabilities\":{}}}";
        assertThat(answer(request(1, "server/discover", meta.formatted("2026-07-28"))))
                .contains("\"supportedVersions\":[\"2026-07-28\"", "\"resultType\":\"complete\"", "\"ttlMs\":");
        assertThat(answer(request(2, "tools/list", meta.formatted("2099-01-01"))))
                .contains("\"code\":-32022", "\"supported\":[\"2026-07-28\",", "\"requested\":\"2099-01-01\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"no/such\"}                                        | -32601",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"no\"}}        | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"prompts/get\",\"params\":{\"name\":\"greet\"}}    | -32602",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/read\",\"params\":{\"uri\":\"demo://\"}}| -32002",
                "{\"jsonrpc\":\"2.0\",\"id\":1}                                                               | -32600",
                "{\"jsonrpc\":                                                                                | -32700",
            })
    void answersMistakesWithTheErrorCodesOfJsonRpc(String line, String code) throws Exception {
        shakeHands();
        assertThat(answer(line)).contains("\"code\":" + code);
    }

    @Test
    void reportsUnfitArgumentsAsToolErrors() throws Exception {
        shakeHands();
        assertThat(answer(request(1, "tools/call", "{\"name\":\"add\",\"arguments\":{\"a\":1,\"b\":\"x\"}}")))
                .contains("\"isError\":true", "b must be a number");
    }

    @Test
    void doesNotAnswerWhatWasCancelledAndGoesOn() throws Exception {
        shakeHands();
        String slow =
                "{\"name\":\"countdown\",\"arguments\":{\"from\":1,\"delayMs\":60000},\"_meta\":{\"progressToken\":1}}";
        in.println(request(1, "tools/call", slow));
        in.println("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}");
        assertThat(answer(request(2, "ping", "{}"))).contains("\"id\":2", "\"result\":{}");
    }

    @Test
    void answersWhatIsInHandWhenTheInputEndsAndExits() throws Exception {
        shakeHands();
        in.println(request(1, "tools/call", "{\"name\":\"countdown\",\"arguments\":{\"from\":2,\"delayMs\":20}}"));
        in.close();
        assertThat(out.lines().toList()).singleElement().asString().contains("Lift-off!");
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void completesTheNamesItKnows() throws Exception {
        shakeHands();
        assertThat(
                        answer(
                                request(
                                        1,
                                        "completion/complete",
                                        "{\"ref\":{\"type\":\"ref/prompt\",\"name\":\"greet\"},\"argument\":{\"name\":\"name\",\"value\":\"a\"}}")))
                .contains(List.of("\"values\":[\"Ada\",\"Alan\"]", "\"hasMore\":false"));
    }
}
