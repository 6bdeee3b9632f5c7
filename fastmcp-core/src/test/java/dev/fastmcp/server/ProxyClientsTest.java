package dev.fastmcp.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.LoggingLevel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several clients of one proxy at the same time, several calls of each: nothing of one of them may reach another. */
@Timeout(30)
class ProxyClientsTest {

    record Who(String name) {}

    record Seat(String seat) {}

    private static final int CLIENTS = 4;
    private static final int CALLS = 10;
    private static final CallOptions ERRORS = CallOptions.DEFAULT.returningToolErrors();

    private static FastMcpServer server() {
        return FastMcpServer.builder("behind")
                .tool(ServerTool.of("ask", "Asks for a seat.", Who.class, (who, context) -> {
                    context.log(LoggingLevel.WARNING, who.name());
                    context.progress(1, 1, who.name());
                    return context.elicit("Which seat?", Seat.class)
                            .map(Seat::seat)
                            .orElse("none");
                }))
                .build();
    }

    private static Client<?> client(FastMcpServer proxy, Era era, String name, List<String> wrong) {
        return Client.builder((Object) proxy)
                .era(era)
                .clientInfo(Implementation.of(name, "1"))
                .onElicitation((form, context) -> ElicitResult.accept(new Seat(name)))
                .onLog(message -> {
                    if (!name.equals(message.data().asObject())) {
                        wrong.add(name + " heard the log of " + message.data());
                    }
                })
                .build();
    }

    private static String outcome(ClientSession session, String name, List<String> wrong) {
        CallOptions options = ERRORS.withProgress(report -> {
            if (!report.message().orElse("").equals(name)) {
                wrong.add(name + " heard the progress of " + report.message());
            }
        });
        try {
            return session.callTool("ask", new Who(name), options).text();
        } catch (RuntimeException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** Returns what calls that did not get the answer of their own client got. */
    private static List<String> otherOutcomes(Era front, Era behind, ProxySessions sessions, List<String> wrong)
            throws Exception {
        List<CompletableFuture<String>> outcomes = new ArrayList<>();
        List<AutoCloseable> open = new ArrayList<>();
        FastMcpServer server = server();
        Client<?> model = Client.builder((Object) server).era(behind).build();
        FastMcpServer proxy =
                FastMcpServer.proxyBuilder(model).sessions(sessions).build();
        List<String> others = new ArrayList<>();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                String name = "client" + i;
                Client<?> client = client(proxy, front, name, wrong);
                open.add(client);
                ClientSession session = client.connect();
                for (int n = 0; n < CALLS; n++) {
                    outcomes.add(CompletableFuture.supplyAsync(
                            () -> name + " got " + outcome(session, name, wrong), threads));
                }
            }
            for (CompletableFuture<String> next : outcomes) {
                String outcome = next.get(20, TimeUnit.SECONDS);
                if (!outcome.matches("(client\\d) got \\1")) {
                    others.add(outcome);
                }
            }
        } finally {
            for (AutoCloseable each : open) {
                each.close();
            }
            proxy.close();
            model.close();
            server.close();
            threads.shutdownNow();
        }
        return others;
    }

    @ParameterizedTest
    @CsvSource({
        "LEGACY,LEGACY,PER_CLIENT",
        "LEGACY,MODERN,PER_CLIENT",
        "MODERN,LEGACY,PER_CLIENT",
        "MODERN,MODERN,PER_CLIENT",
        "LEGACY,MODERN,SHARED",
        "MODERN,MODERN,SHARED"
    })
    void whatIsAskedToldAndLoggedReachesTheClientWhoseCallItIs(Era front, Era behind, ProxySessions sessions)
            throws Exception {
        List<String> wrong = new CopyOnWriteArrayList<>();

        assertThat(otherOutcomes(front, behind, sessions, wrong)).isEmpty();
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LEGACY", "MODERN"})
    void onASharedConnectionAQuestionReachesItsClientOrNobody(Era front) throws Exception {
        List<String> wrong = new CopyOnWriteArrayList<>();

        assertThat(otherOutcomes(front, Era.LEGACY, ProxySessions.SHARED, wrong))
                .allMatch(line -> line.contains("cannot tell which of its clients to ask"));
        assertThat(wrong).isEmpty();
    }
}
