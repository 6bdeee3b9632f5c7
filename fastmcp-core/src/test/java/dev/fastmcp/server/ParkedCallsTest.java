package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.model.ElicitResult;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that wait for the answer of a client end with that client, if it lasts. */
@Timeout(30)
class ParkedCallsTest {

    record Seat(String seat) {}

    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final FastMcpServer server = FastMcpServer.builder("test")
            .tool(ServerTool.of("book", "Asks for a seat.", (none, context) -> {
                try {
                    return context.elicit("Which seat?", Seat.class).toString();
                } catch (Exception e) {
                    ended.complete(e);
                    throw e;
                }
            }))
            .build();

    @AfterEach
    void end() {
        server.close();
    }

    @Test
    void endWithAClientInTheSameProcess() throws Exception {
        endWithTheClientOf(server);
    }

    @Test
    void endWithTheClientOfAProxy() throws Exception {
        try (FastMcpServer proxy = FastMcpServer.proxy(server)) {
            endWithTheClientOf(proxy);
        }
    }

    private void endWithTheClientOf(FastMcpServer asked) throws Exception {
        CountDownLatch asking = new CountDownLatch(1);
        CountDownLatch over = new CountDownLatch(1);
        Client<?> client = Client.builder((Object) asked)
                .era(Era.MODERN)
                .onElicitation((form, context) -> {
                    asking.countDown();
                    over.await();
                    return ElicitResult.cancel();
                })
                .build();
        ClientSession session = client.connect();
        Thread caller = Thread.ofVirtual().start(() -> {
            try {
                session.callTool("book");
            } catch (McpException e) {
                // The client is closed.
            }
        });
        assertThat(asking.await(20, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        over.countDown();
        caller.join();
    }

    @Test
    void endWithTheInput() throws Exception {
        PipedOutputStream written = new PipedOutputStream();
        PipedInputStream input = new PipedInputStream(written, 64 * 1024);
        CountDownLatch answered = new CountDownLatch(1);
        ByteArrayOutputStream output = new ByteArrayOutputStream() {
            @Override
            public void flush() {
                answered.countDown();
            }
        };
        Thread serving = Thread.ofPlatform().daemon().start(() -> {
            try {
                server.serve(input, output);
            } catch (Exception e) {
                ended.completeExceptionally(e);
            }
        });
        try (PrintStream in = new PrintStream(written, true, StandardCharsets.UTF_8)) {
            in.println(RawHttp.call("book")
                    .replace("clientCapabilities\":{}", "clientCapabilities\":{\"elicitation\":{}}"));
            assertThat(answered.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(output.toString(StandardCharsets.UTF_8)).contains("\"resultType\":\"input_required\"");
            assertThat(ended).isNotDone();
        }

        assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        serving.join();
    }

    @Test
    void endWithASessionOverHttp() throws Exception {
        try (HttpServing serving = HttpServing.builder(server).start()) {
            RawHttp http = new RawHttp(serving);
            String answer = http.post(
                    "", RawHttp.INITIALIZE.replace("capabilities\":{}", "capabilities\":{\"elicitation\":{}}"));
            String session = answer.replaceAll("(?si).*mcp-session-id: ([A-Za-z0-9_-]+).*", "Mcp-Session-Id: $1\r\n");
            try (Socket call = http.openPost(session, RawHttp.request(2, "tools/call", "\"name\":\"book\""));
                    BufferedReader lines =
                            new BufferedReader(new InputStreamReader(call.getInputStream(), StandardCharsets.UTF_8))) {
                assertThat(lines.lines().anyMatch(line -> line.contains("elicitation/create")))
                        .isTrue();

                http.send("DELETE", session, "");

                assertThat(ended.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
            }
        }
    }
}
