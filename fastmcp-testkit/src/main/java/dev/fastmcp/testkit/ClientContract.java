package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.spi.ClientTransport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client on top of the transport. */
abstract class ClientContract extends InboundContract {

    private Client<?> client(Era era) throws Exception {
        if (era != Era.LEGACY) {
            requires(TransportFeature.MODERN_ERA);
        }
        return client(transport(era), era);
    }

    private Client<?> client(ClientTransport transport, Era era) {
        return closedLater(Client.builder(transport)
                .era(clientEra(era))
                .probeTimeout(PATIENCE)
                .build());
    }

    private static String call(ClientSession session, String tool, Map<String, ?> arguments) {
        return session.callTool(tool, arguments).text();
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void connectsListsAndCallsInEachEra(Era era) throws Exception {
        try (ClientSession session = client(era).connect()) {
            assertThat(session.server().era()).isEqualTo(era == Era.LEGACY ? Era.LEGACY : Era.MODERN);
            assertThat(session.listTools()).extracting(Tool::name).contains("echo", "add", "drop");
            assertThat(call(session, "add", Map.of("a", 1, "b", 2))).isEqualTo("3");
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void connectsAgainAfterALoss(Era era) throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        try (ClientSession session = client(era).connect()) {
            assertThatThrownBy(() -> session.callTool("hang-up", Map.of())).isInstanceOf(TransportException.class);

            assertThat(call(session, "echo", Map.of("text", "again"))).isEqualTo("again");
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void reportsProgressInOrder(Era era) throws Exception {
        List<Double> reported = new ArrayList<>();
        try (ClientSession session = client(era).connect()) {
            CallToolResult result = session.callTool(
                    "progress",
                    Map.of("steps", 3),
                    CallOptions.DEFAULT.withProgress(progress -> reported.add(progress.progress())));

            assertThat(result.text()).isEqualTo("done");
            assertThat(reported).containsExactly(1.0, 2.0, 3.0);
        }
    }

    @ParameterizedTest
    @EnumSource(Era.class)
    void tellsTheServerWhenACallTimesOut(Era era) throws Exception {
        ClientTransport transport = transport(era);
        Assumptions.assumeFalse(
                era != Era.LEGACY
                        && open(transport, new RecordingListener()).traits().streamPerRequest(),
                "giving up a request tells the server by itself, without a message");
        CallOptions impatient = CallOptions.DEFAULT.withTimeout(Duration.ofMillis(300));
        try (ClientSession session = client(transport, era).connect()) {
            assertThatThrownBy(() -> session.callTool("drop", Map.of(), impatient))
                    .isInstanceOf(RequestTimeoutException.class);

            Eventually.await(
                    "the server is told",
                    () -> assertThat(call(session, "heard", Map.of())).contains("notifications/cancelled"));
        }
    }

    @Test
    void answersARequestOfTheServerThatIsUnknown() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        requires(TransportFeature.UNSOLICITED_MESSAGES);
        try (ClientSession session = client(Era.LEGACY).connect()) {
            assertThat(call(session, "ask", Map.of("method", "example/unknown")))
                    .contains("-32601");
        }
    }

    @Test
    void sharesOneConnectionAmongSessions() throws Exception {
        Client<?> client = client(Era.AUTO);
        try (ClientSession second = client.connect()) {
            try (ClientSession first = client.connect()) {
                call(first, "echo", Map.of("text", "from the first"));
            }

            assertThat(call(second, "echo", Map.of("text", "still here"))).isEqualTo("still here");
            assertThat(call(second, "heard", Map.of()).lines()).containsSubsequence("echo", "echo", "heard");
        }
    }

    @Test
    void failsToConnectWhenNobodyIsThere() throws Exception {
        requires(TransportFeature.CONNECT_FAILURE);
        ClientTransport nowhere = unreachable();
        Client<?> client = client(nowhere, Era.AUTO);

        for (int attempt = 1; attempt <= 2; attempt++) {
            assertThatThrownBy(client::connect)
                    .isInstanceOf(TransportException.class)
                    .hasMessageContaining(nowhere.endpoint());
        }
    }

    @Test
    void closedClientLeavesNoThreadAndNoProcess() throws Exception {
        Client<?> client = client(Era.AUTO);
        ClientSession session = client.connect();
        call(session, "echo", Map.of("text", "hello"));

        client.close();

        assertNothingIsLeft();
        assertThatThrownBy(() -> session.callTool("echo", Map.of())).isInstanceOf(SessionClosedException.class);
    }
}
