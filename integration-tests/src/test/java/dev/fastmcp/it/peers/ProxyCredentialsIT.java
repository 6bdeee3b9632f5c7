package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.HttpServing;
import dev.fastmcp.server.ProxySessions;
import dev.fastmcp.server.ServerResource;
import dev.fastmcp.server.ServerTool;
import dev.fastmcp.transport.http.StreamableHttpTransport;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A server behind a proxy that wants a token with every request, from the first one on: each client of the proxy brings its own. */
@Timeout(60)
class ProxyCredentialsIT {

    record Booking(String seat) {}

    private final FastMcpServer server = FastMcpServer.builder("behind")
            .tool(ServerTool.of(
                    "book",
                    "Asks for a seat.",
                    (none, context) -> context.elicit("Which seat?", Booking.class)
                            .map(Booking::seat)
                            .orElse("none")))
            .resource(ServerResource.of("own://news", "news", "News.", "text/plain", (none, context) -> "none yet"))
            .build();
    private HttpServing behind;

    @BeforeEach
    void serve() throws IOException {
        behind = HttpServing.builder(server).token("of-a-client").start();
    }

    @AfterEach
    void end() {
        behind.close();
        server.close();
    }

    private FastMcpServer proxy(Era era, ProxySessions sessions) {
        return FastMcpServer.proxyBuilder(
                        Client.builder(behind.uri().toString()).era(era).build())
                .sessions(sessions)
                .forwardHeaders("Authorization")
                .build();
    }

    private static Client.Builder<?> client(HttpServing proxy, Era era, String token) {
        return Client.builder(StreamableHttpTransport.builder(proxy.uri())
                        .header("Authorization", "Bearer " + token)
                        .build())
                .era(era)
                .onElicitation((form, context) -> ElicitResult.accept(new Booking("12A")));
    }

    @ParameterizedTest
    @CsvSource({"LEGACY,LEGACY", "LEGACY,MODERN", "MODERN,LEGACY", "MODERN,MODERN"})
    void seesTheTokenOfEachClientFromTheFirstRequestOn(Era front, Era era) throws Exception {
        CompletableFuture<String> updated = new CompletableFuture<>();
        try (FastMcpServer proxy = proxy(era, ProxySessions.PER_CLIENT);
                HttpServing served = HttpServing.builder(proxy).start();
                Client<?> client = client(served, front, "of-a-client")
                        .onResourceUpdated(updated::complete)
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.server().info().orElseThrow().name()).isEqualTo("behind");
            assertThat(session.callTool("book").text()).isEqualTo("12A");
            assertThat(session.listTools()).hasSize(1);
            session.subscribe("own://news");
            server.resourceUpdated("own://news");
            assertThat(updated.get(30, TimeUnit.SECONDS)).isEqualTo("own://news");

            // The connections that are there now are not for others.
            for (Era other : List.of(Era.LEGACY, Era.MODERN)) {
                try (Client<?> stranger = client(served, other, "of-nobody").build()) {
                    assertThatThrownBy(stranger::connect).hasMessageContaining("401");
                }
            }
            assertThat(session.callTool("book").text()).isEqualTo("12A");
        }
    }

    @Test
    void seesNoTokenOfAClientOnAConnectionThatAllShare() throws Exception {
        try (FastMcpServer proxy = proxy(Era.LEGACY, ProxySessions.SHARED);
                HttpServing served = HttpServing.builder(proxy).start();
                Client<?> client = client(served, Era.LEGACY, "of-a-client").build()) {
            assertThatThrownBy(client::connect).hasMessageContaining("401");
        }
    }
}
