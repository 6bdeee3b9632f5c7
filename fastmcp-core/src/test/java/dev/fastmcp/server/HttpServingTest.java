package dev.fastmcp.server;

import static dev.fastmcp.server.RawHttp.INITIALIZE;
import static dev.fastmcp.server.RawHttp.META;
import static dev.fastmcp.server.RawHttp.MODERN;
import static dev.fastmcp.server.RawHttp.call;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server behind HTTP, by raw sockets: who may ask, and what is answered. */
@Timeout(30)
class HttpServingTest {

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("hello", "Greets.", (arguments, context) -> "Hello!"))
            .tool(ServerTool.of(
                    "who",
                    "Tells a header.",
                    (arguments, context) -> String.valueOf(context.headers().get("x-who"))))
            .tool(ServerTool.of("steps", "Reports.", (arguments, context) -> {
                context.progress(1, 2);
                return "done";
            }))
            .build();
    private HttpServing serving;

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(server).maxBodyBytes(10_000).start();
    }

    @AfterEach
    void end() {
        serving.close();
        server.close();
    }

    private String send(String method, String headers, String body) throws IOException {
        return new RawHttp(serving).send(method, headers, body);
    }

    private static String send(HttpServing to, String start, String headers, String body) throws IOException {
        return new RawHttp(to).sendAs(start, headers, body);
    }

    private String post(String headers, String body) throws IOException {
        return new RawHttp(serving).post(headers, body);
    }

    private String introduced() throws IOException {
        return new RawHttp(serving).introduced("2025-11-25");
    }

    @Test
    void answersTheModernEraWithoutASession() throws Exception {
        assertThat(post(MODERN + "Mcp-Method: tools/call\r\nMcp-Name: hello\r\n", call("hello")))
                .startsWith("HTTP/1.1 200 ")
                .containsIgnoringCase("content-type: application/json")
                .doesNotContainIgnoringCase("mcp-session-id")
                .contains("\"resultType\":\"complete\"")
                .contains("Hello!");
    }

    @Test
    void answersTheLegacyEraWithinASession() throws Exception {
        String session = introduced();

        assertThat(post(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}"))
                .startsWith("HTTP/1.1 202 ");
        assertThat(post(
                        session,
                        "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{\"name\":\"hello\"}}"))
                .startsWith("HTTP/1.1 200 ")
                .contains("Hello!");
        assertThat(send("DELETE", session, "")).startsWith("HTTP/1.1 204 ");
        assertThat(post(session, "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}"))
                .startsWith("HTTP/1.1 404 ");
        assertThat(post("", "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"ping\"}"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void sendsEventsIfThereIsMoreThanAResponse() throws Exception {
        String body = "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\",\"params\":{\"name\":\"steps\","
                + META.replace("\"_meta\":{", "\"_meta\":{\"progressToken\":5,") + "}}";

        assertThat(post(MODERN + "Mcp-Method: tools/call\r\nMcp-Name: steps\r\n", body))
                .containsIgnoringCase("content-type: text/event-stream")
                .containsSubsequence("notifications/progress", "\"progressToken\":5", "\"id\":7", "done");
    }

    @Test
    void showsHandlersTheHeaders() throws Exception {
        assertThat(post(MODERN + "Mcp-Method: tools/call\r\nMcp-Name: who\r\nX-Who: me\r\n", call("who")))
                .contains("[me]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: evil.example\r\n",
                "Host: evil.example:80\r\n",
                "Host: 127.0.0.1.evil.example\r\n",
                "Host: 127.0.0.1\r\nHost: evil.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: http://evil.example\r\n",
                "Host: 127.0.0.1\r\nOrigin: null\r\n",
                "Host: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\nOrigin: http://evil.example\r\n"
            })
    void refusesOtherNamesAndPagesOfOthers(String headers) throws Exception {
        assertThat(send(serving, "POST /mcp", "Content-Type: application/json\r\n" + headers, INITIALIZE))
                .doesNotStartWith("HTTP/1.1 200")
                .doesNotContain("serverInfo");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: localhost:1234\r\n",
                "Host: LOCALHOST\r\n",
                "Host: [::1]:80\r\n",
                "Host: 127.0.0.1\r\nOrigin: http://localhost:5173\r\n"
            })
    void takesTheNamesOfThisMachine(String headers) throws Exception {
        assertThat(send(serving, "POST /mcp", "Content-Type: application/json\r\n" + headers, INITIALIZE))
                .startsWith("HTTP/1.1 200 ");
    }

    @Test
    void takesOtherNamesAndOriginsIfItShall() throws Exception {
        try (HttpServing open = HttpServing.builder(server)
                .allowedHosts("Tools.Example")
                .allowedOrigins("https://App.Example")
                .start()) {
            String headers = "Content-Type: application/json\r\nHost: tools.example\r\nOrigin: https://app.example\r\n";
            assertThat(send(open, "POST /mcp", headers, INITIALIZE)).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void wantsTheTokenIfThereIsOne() throws Exception {
        try (HttpServing secret = HttpServing.builder(server).token("swordfish").start()) {
            String headers = "Host: 127.0.0.1\r\nContent-Type: application/json\r\n";
            assertThat(send(secret, "POST /mcp", headers, INITIALIZE))
                    .startsWith("HTTP/1.1 401 ")
                    .containsIgnoringCase("www-authenticate: bearer");
            assertThat(send(secret, "POST /mcp", headers + "Authorization: Bearer wrong\r\n", INITIALIZE))
                    .startsWith("HTTP/1.1 401 ");
            assertThat(send(secret, "POST /mcp", headers + "Authorization: Bearer swordfish\r\n", INITIALIZE))
                    .startsWith("HTTP/1.1 200 ");
            assertThat(secret.toString() + HttpServing.builder(server).token("swordfish"))
                    .doesNotContain("swordfish");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Mcp-Method: tools/list\r\n",
                "Mcp-Method: tools/call\r\n",
                "Mcp-Method: tools/call\r\nMcp-Name: other\r\n"
            })
    void refusesHeadersThatSaySomethingElseThanTheBody(String headers) throws Exception {
        assertThat(post(MODERN + headers, call("hello")))
                .startsWith("HTTP/1.1 400 ")
                .contains("\"code\":-32020")
                .contains("\"id\":7");
    }

    @Test
    void decodesNamesThatNoHeaderCanCarry() throws Exception {
        assertThat(post(MODERN + "Mcp-Method: tools/call\r\nMcp-Name: =?base64?aGVsbG8=?=\r\n", call("hello")))
                .startsWith("HTTP/1.1 200 ");
        assertThat(post(MODERN + "Mcp-Method: tools/call\r\nMcp-Name: =?base64?***?=\r\n", call("hello")))
                .startsWith("HTTP/1.1 400 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no JSON", "[]", "[1,2]", "{\"jsonrpc\":\"2.0\",\"id\":1}", ""})
    void refusesWhatIsNoMessage(String body) throws Exception {
        assertThat(post("", body)).startsWith("HTTP/1.1 400 ").contains("\"code\":-32");
    }

    @Test
    void refusesOtherKindsOfRequests() throws Exception {
        assertThat(send("PUT", "", "")).startsWith("HTTP/1.1 405 ").containsIgnoringCase("allow: ");
        assertThat(send("POST", "Content-Type: text/plain\r\n", INITIALIZE)).startsWith("HTTP/1.1 415 ");
        assertThat(post("", "{\"x\":\"" + "x".repeat(20_000) + "\"}")).startsWith("HTTP/1.1 413 ");
        assertThat(send(serving, "POST /other", "Host: 127.0.0.1\r\n", INITIALIZE))
                .startsWith("HTTP/1.1 404 ");
        assertThat(send("GET", MODERN, "")).startsWith("HTTP/1.1 405 ");
        assertThat(send("GET", "", "")).startsWith("HTTP/1.1 400 ");
        assertThat(send("GET", "Mcp-Session-Id: none\r\n", "")).startsWith("HTTP/1.1 404 ");
    }

    @Test
    void tellsAListeningClientWhatChanges() throws Exception {
        String session = introduced();
        post(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        try (Socket socket = new Socket("127.0.0.1", serving.uri().getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\n" + session + "\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            BufferedReader events =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(events.readLine()).isEqualTo("HTTP/1.1 200 OK");
            assertThat(send("GET", session, "")).startsWith("HTTP/1.1 409 ");

            server.add(ServerTool.of("new", "Is new.", (arguments, context) -> ""));

            assertThat(events.lines().filter(line -> line.startsWith("data: ")).findFirst())
                    .contains("data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}");
        }
    }

    @Test
    void closingEndsWhatIsBeingAnswered() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        server.add(ServerTool.of("wait", "Waits.", (arguments, context) -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return "";
        }));
        try (Socket socket = new Socket("127.0.0.1", serving.uri().getPort())) {
            byte[] body = call("wait").getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + MODERN
                                    + "Mcp-Method: tools/call\r\nMcp-Name: wait\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();

            serving.close();

            assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    /** With and without questions that the client could be asked, since these calls run on different threads. */
    @ParameterizedTest
    @ValueSource(strings = {"", "\"elicitation\":{\"form\":{}}"})
    void tellsAHandlerThatItsClientIsGone(String capabilities) throws Exception {
        server.add(ServerTool.of("report", "Reports as long as somebody is there.", (arguments, context) -> {
            try {
                while (true) {
                    context.progress(1);
                    // Nobody counts it down.
                    new CountDownLatch(1).await(5, TimeUnit.MILLISECONDS);
                }
            } catch (InterruptedException | UncheckedIOException e) {
                interrupted.countDown();
                throw e;
            }
        }));
        String meta = META.replace("\"_meta\":{", "\"_meta\":{\"progressToken\":5,")
                .replace("Capabilities\":{", "Capabilities\":{" + capabilities);
        try (Socket socket = new Socket("127.0.0.1", serving.uri().getPort())) {
            byte[] body = call("report").replace(META, meta).getBytes(StandardCharsets.UTF_8);
            socket.getOutputStream()
                    .write(("POST /mcp HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" + MODERN
                                    + "Mcp-Method: tools/call\r\nMcp-Name: report\r\nContent-Length: " + body.length
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().write(body);
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 200");
        }

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        HttpServing.Builder builder = HttpServing.builder(server);

        assertThatThrownBy(() -> builder.port(70_000)).hasMessageContaining("port is 70000");
        assertThatThrownBy(() -> builder.path("mcp")).hasMessageContaining("such as /mcp");
        assertThatThrownBy(() -> builder.token(" ")).hasMessageContaining("token is blank");
        assertThatThrownBy(() -> builder.maxBodyBytes(1)).hasMessageContaining("maxBodyBytes is 1");
        assertThatThrownBy(() -> HttpServing.builder(server)
                        .port(serving.uri().getPort())
                        .start())
                .isInstanceOf(BindException.class)
                .hasMessageContaining("127.0.0.1:" + serving.uri().getPort())
                .hasMessageContaining("give another port");
    }
}
