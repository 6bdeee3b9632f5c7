package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients choose the ids and progress tokens of their requests without knowing of each other: several of a proxy use the same at the same time. */
@Timeout(30)
class ProxySameIdsTest {

    record Who(String name) {}

    private static final int CLIENTS = 4;

    private final CyclicBarrier together = new CyclicBarrier(CLIENTS);
    private final CountDownLatch waiting = new CountDownLatch(2);
    private final CompletableFuture<String> interrupted = new CompletableFuture<>();
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.of("report", "Tells how far it is.", Who.class, (who, context) -> {
                together.await(20, TimeUnit.SECONDS);
                for (int i = 1; i <= 10; i++) {
                    context.progress(i, 10, "progress of " + who.name() + ".");
                }
                together.await(20, TimeUnit.SECONDS);
                return "result of " + who.name() + ".";
            }))
            .tool(ServerTool.of("wait", "Waits.", Who.class, (who, context) -> {
                waiting.countDown();
                try {
                    goOn.await();
                } catch (InterruptedException e) {
                    interrupted.complete(who.name());
                    throw e;
                }
                return "result of " + who.name() + ".";
            }))
            .build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void end() {
        goOn.countDown();
        threads.shutdownNow();
        server.close();
    }

    private interface Step {
        void with(RawHttp http) throws Exception;
    }

    private void proxied(Era behind, ProxySessions sessions, Step step) throws Exception {
        try (Client<?> model = Client.builder((Object) server).era(behind).build();
                FastMcpServer proxy =
                        FastMcpServer.proxyBuilder(model).sessions(sessions).build();
                HttpServing serving = HttpServing.builder(proxy).start()) {
            step.with(new RawHttp(serving));
        }
    }

    /** Headers that say who asks. */
    private static String introduced(RawHttp http, Era front, String tool) throws IOException {
        return front == Era.LEGACY
                ? http.introduced("2025-11-25") + "MCP-Protocol-Version: 2025-11-25\r\n"
                : RawHttp.MODERN + "Mcp-Method: tools/call\r\nMcp-Name: " + tool + "\r\n";
    }

    private static String call(Era front, String tool, String name) {
        String meta = front == Era.LEGACY ? "\"_meta\":{" : RawHttp.META.substring(0, RawHttp.META.length() - 1) + ",";
        return RawHttp.request(
                7,
                "tools/call",
                "\"name\":\"" + tool + "\",\"arguments\":{\"name\":\"" + name + "\"}," + meta
                        + "\"progressToken\":\"same\"}");
    }

    private CompletableFuture<String> answer(RawHttp http, String headers, String body) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return http.post(headers, body);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                threads);
    }

    @ParameterizedTest
    @CsvSource({
        "LEGACY,LEGACY,PER_CLIENT",
        "LEGACY,MODERN,PER_CLIENT",
        "MODERN,LEGACY,PER_CLIENT",
        "MODERN,MODERN,PER_CLIENT",
        "LEGACY,LEGACY,SHARED",
        "LEGACY,MODERN,SHARED",
        "MODERN,LEGACY,SHARED",
        "MODERN,MODERN,SHARED"
    })
    void eachGetsItsOwnProgressAndResult(Era front, Era behind, ProxySessions sessions) throws Exception {
        proxied(behind, sessions, http -> {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                answers.add(answer(http, introduced(http, front, "report"), call(front, "report", "c" + i)));
            }
            for (int i = 0; i < CLIENTS; i++) {
                String answer = answers.get(i).get(20, TimeUnit.SECONDS);
                assertThat(answer)
                        .contains("progress of c" + i + ".", "\"progressToken\":\"same\"", "\"id\":7")
                        .contains("result of c" + i + ".");
                assertThat(answer.split("progress of")).hasSize(11);
                assertThat(answer.replace(" of c" + i + ".", "")).doesNotContain(" of c");
            }
        });
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,PER_CLIENT", "MODERN,PER_CLIENT", "LEGACY,SHARED", "MODERN,SHARED"})
    void aCancellationIsThatOfOneClient(Era behind, ProxySessions sessions) throws Exception {
        proxied(behind, sessions, http -> {
            String one = introduced(http, Era.LEGACY, "wait");
            String two = introduced(http, Era.LEGACY, "wait");
            answer(http, one, call(Era.LEGACY, "wait", "one"));
            CompletableFuture<String> other = answer(http, two, call(Era.LEGACY, "wait", "two"));
            assertThat(waiting.await(20, TimeUnit.SECONDS)).isTrue();

            http.post(one, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");

            assertThat(interrupted.get(20, TimeUnit.SECONDS)).isEqualTo("one");
            goOn.countDown();
            assertThat(other.get(20, TimeUnit.SECONDS)).contains("result of two.");
        });
    }
}
