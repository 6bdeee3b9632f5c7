package dev.fastmcp.server;

import static dev.fastmcp.server.CountedConnections.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.core.FakeServer;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients of the modern era over HTTP get a connection to a server of the legacy era for each call that it may ask about. Many of them are asked and never come back. */
@Timeout(60)
class ProxyLendingTest {

    record Seat(String seat) {}

    private static final int MANY = 70;
    private static final int MAX_LENT = 64;
    private static final String CALL = RawHttp.MODERN + "Mcp-Method: tools/call\r\nMcp-Name: book\r\n";
    private static final Pattern STATE = Pattern.compile("\"requestState\":\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("\"inputRequests\":\\{\"([^\"]+)\"");

    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.of(
                    "book",
                    "Asks for a seat.",
                    (none, context) -> context.elicit("Which seat?", Seat.class)
                            .map(Seat::seat)
                            .orElse("none")))
            .build();
    private final CountedConnections connections = new CountedConnections(server);
    private final Client<?> behind = Client.builder(connections).era(Era.LEGACY).build();
    private final FastMcpServer proxy = FastMcpServer.proxy(behind);
    private HttpServing serving;

    @BeforeEach
    void serve() throws IOException {
        serving = HttpServing.builder(proxy).start();
    }

    @AfterEach
    void end() {
        serving.close();
        proxy.close();
        behind.close();
        server.close();
    }

    private String post(String more) throws IOException {
        return post(serving, more);
    }

    private static String post(HttpServing served, String more) throws IOException {
        String body = RawHttp.call("book")
                .replace("clientCapabilities\":{}", "clientCapabilities\":{\"elicitation\":{}}")
                .replace("\"name\":", more + "\"name\":");
        return new RawHttp(served).post(CALL, body);
    }

    private static String found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as(text).isTrue();
        return matcher.group(1);
    }

    private String answered(String question) throws IOException {
        return post("\"requestState\":\"" + found(STATE, question) + "\",\"inputResponses\":{\"" + found(KEY, question)
                + "\":{\"action\":\"accept\",\"content\":{\"seat\":\"12A\"}}},");
    }

    @Test
    void thoseThatDoNotComeBackKeepNobodyWaiting() throws Exception {
        String oldest = post("");
        for (int i = 0; i < MANY; i++) {
            assertThat(post("")).contains("\"resultType\":\"input_required\"");
        }
        String latest = post("");

        assertThat(answered(latest)).contains("12A");
        assertThat(answered(oldest)).contains("requestState", "its time is over");
        // One more for all that nobody is asked about.
        await(() -> connections.open() <= MAX_LENT + 1);
    }

    @Test
    void aQuestionHoldsNoConnectionBeyondTheTimeoutOfItsCall() throws Exception {
        FakeServer stubborn = FakeServer.legacy()
                .on(
                        "tools/call",
                        (message, pipe) -> pipe.push(
                                "{\"jsonrpc\":\"2.0\",\"id\":\"q\",\"method\":\"elicitation/create\","
                                    + "\"params\":{\"message\":\"Which?\",\"requestedSchema\":{\"type\":\"object\",\"properties\":{}}}}"));
        try (Client<?> hasty = Client.builder(stubborn)
                        .era(Era.LEGACY)
                        .timeout(Duration.ofMillis(300))
                        .build();
                FastMcpServer impatient = FastMcpServer.proxy(hasty);
                HttpServing other = HttpServing.builder(impatient).start()) {
            assertThat(post(other, "")).contains("\"resultType\":\"input_required\"");
            assertThat(stubborn.pipes()).hasSize(2);

            await(() -> !stubborn.pipe().isOpen());
        }
    }
}
