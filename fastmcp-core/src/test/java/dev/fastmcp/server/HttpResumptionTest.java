package dev.fastmcp.server;

import static dev.fastmcp.server.RawHttp.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams that outlive their connections, by raw sockets. */
@Timeout(60)
class HttpResumptionTest {

    private static final String CALL = request(2, "tools/call", "\"name\":\"steps\",\"_meta\":{\"progressToken\":5}");

    private final CountDownLatch go = new CountDownLatch(1);
    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("steps", "Reports.", (arguments, context) -> {
                context.progress(1, 3);
                go.await();
                // More than a socket holds, so that the server notices that nobody is there.
                for (int i = 0; i < 200; i++) {
                    context.progress(2, 3, "x".repeat(10_000));
                }
                context.progress(3, 3, "last");
                return "done";
            }))
            .build();
    private HttpServing serving;
    private RawHttp http;
    private String session;

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(server).start();
        http = new RawHttp(serving);
        session = http.introduced("2025-11-25");
        http.post(session, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
    }

    @AfterEach
    void end() {
        serving.close();
        server.close();
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static String next(BufferedReader lines, String prefix) {
        return lines.lines()
                .filter(line -> line.startsWith(prefix))
                .findFirst()
                .orElseThrow()
                .substring(prefix.length());
    }

    private String resumed(String id) throws IOException {
        return http.send("GET", session + "Last-Event-ID: " + id + "\r\n", "");
    }

    /** Loses the connection after the first event, and returns the event's id. */
    private String lost() throws IOException {
        try (Socket socket = http.openPost(session, CALL)) {
            BufferedReader lines = reader(socket);
            String id = next(lines, "id: ");
            assertThat(next(lines, "data: ")).contains("\"progress\":1");
            return id;
        }
    }

    @Test
    void sendsTheRestOfAnAnswerToAClientThatComesBack() throws Exception {
        String id = lost();
        go.countDown();

        String rest = resumed(id);

        assertThat(rest.replaceAll("x{100,}", ""))
                .startsWith("HTTP/1.1 200 ")
                .doesNotContain("\"progress\":1")
                .containsSubsequence("\"progress\":2", "\"message\":\"last\"", "\"id\":2,\"result\"", "done");
    }

    @Test
    void goesOnWithAnAnswerThatIsNotThereYet() throws Exception {
        String id = lost();
        try (Socket socket = http.open("GET", session + "Last-Event-ID: " + id + "\r\n", "")) {
            BufferedReader lines = reader(socket);
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");

            go.countDown();

            assertThat(lines.lines().filter(line -> line.contains("done"))).hasSize(1);
        }
    }

    @Test
    void repeatsFromWhereverTheClientSays() throws Exception {
        go.countDown();
        String whole = http.post(session, CALL);
        String first = whole.replaceAll("(?s).*?\nid: (\\S+).*", "$1");
        String last = whole.replaceAll("(?s).*\nid: (\\S+).*", "$1");

        assertThat(resumed(first)).contains("\"progress\":2").contains("done");
        assertThat(resumed(last)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void forgetsTheOldestOfTooManyEvents() throws Exception {
        go.countDown();
        String first = http.post(session, CALL).replaceAll("(?s).*?\nid: (\\S+).*", "$1");
        for (int i = 0; i < 3; i++) {
            http.post(session, CALL);
        }

        assertThat(resumed(first)).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void refusesEventsThatItDidNotSend() throws Exception {
        assertThat(resumed("77-1")).startsWith("HTTP/1.1 400 ");
        assertThat(http.send("GET", "Last-Event-ID: 0-0\r\n", "")).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void aListenerThatComesBackTakesOverAndMissesNothing() throws Exception {
        try (Socket old = http.open("GET", session, "")) {
            BufferedReader lines = reader(old);
            assertThat(lines.readLine()).isEqualTo("HTTP/1.1 200 OK");
            server.add(ServerTool.of("a", "Is new.", (arguments, context) -> ""));
            String id = next(lines, "id: ");
            assertThat(next(lines, "data: ")).contains("tools/list_changed");

            // The old connection is still there, as far as the server knows.
            server.add(ServerPrompt.of("p", "Is new.", (arguments, context) -> ""));
            assertThat(next(lines, "data: ")).contains("prompts/list_changed");
            try (Socket again = http.open("GET", session + "Last-Event-ID: " + id + "\r\n", "")) {
                assertThat(next(reader(again), "data: ")).contains("prompts/list_changed");
                assertThat(lines.lines().filter(line -> line.startsWith("data: ")))
                        .isEmpty();
            }
        }
    }

    @Test
    void keepsWhatNobodyHasHeardYet() throws Exception {
        CountDownLatch told = new CountDownLatch(1);
        server.add(ServerTool.of("a", "Is new.", (arguments, context) -> {
            told.countDown();
            return "";
        }));
        http.post(session, request(3, "tools/call", "\"name\":\"a\""));
        assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();

        try (Socket socket = http.open("GET", session, "")) {
            assertThat(next(reader(socket), "data: ")).contains("tools/list_changed");
        }
    }
}
