package dev.fastmcp.transport.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.transport.http.internal.ConnectionPool;
import dev.fastmcp.transport.http.internal.Connector;
import dev.fastmcp.transport.http.internal.PooledExchanger;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ProxySelector;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A name that a hostile server gives, of whose addresses the policy allows some: the others are not connected to, whatever their order, and whatever becomes of those that are allowed. */
@Timeout(60)
@DisabledOnOs(value = OS.MAC, disabledReason = "127.0.0.2 is this machine on Linux and Windows only")
class NamesWithSeveralAddressesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final URI SERVER = URI.create("https://server.example/mcp");

    private InetAddress open;
    private InetAddress forbidden;
    private RawHttpServer outside;
    private RawHttpServer inside;

    /** The answers of the name server, each good for one question; the last one for all that follow. */
    private List<List<InetAddress>> answers;

    private final AtomicInteger questions = new AtomicInteger();

    @BeforeEach
    void begin() throws IOException {
        open = InetAddress.getByName("127.0.0.1");
        forbidden = InetAddress.getByName("127.0.0.2");
        while (inside == null) {
            ServerSocket first = new ServerSocket(0, 10, open);
            try {
                inside = RawHttpServer.start(new ServerSocket(first.getLocalPort(), 10, forbidden), exchange -> {
                    exchange.respond(200, "text/plain", "inside");
                });
                outside = RawHttpServer.start(first, exchange -> {
                    exchange.respond(200, "text/plain", "outside", "Connection: close");
                    exchange.close();
                });
            } catch (BindException e) {
                first.close(); // somebody else has this port at the other address
            }
        }
    }

    @AfterEach
    void end() {
        inside.close();
        outside.close();
    }

    private HttpExchanger exchanger() {
        UrlPolicy policy = new UrlPolicy() {
            @Override
            public boolean allows(URI named, URI server) {
                return true;
            }

            @Override
            public boolean allows(InetAddress address, URI named, URI server) {
                return !address.equals(forbidden);
            }
        };
        Connector connector = new Connector(Tls.system().settings(), ProxySelector.of(null), PATIENCE, host -> {
            assertThat(host).isEqualTo("names.example");
            int question = questions.getAndIncrement();
            return answers.get(Math.min(question, answers.size() - 1)).toArray(InetAddress[]::new);
        });
        return new PooledExchanger(new ConnectionPool(connector, PATIENCE), SERVER, policy);
    }

    private String ask(HttpExchanger exchanger) throws IOException, InterruptedException {
        URI uri = URI.create("http://names.example:" + inside.port() + "/metadata");
        return new String(
                exchanger
                        .send(new HttpExchanger.Request("GET", uri, Map.of(), null, PATIENCE, 1000))
                        .body(),
                StandardCharsets.UTF_8);
    }

    @Test
    void goesToTheAllowedOneAlthoughItComesLast() throws Exception {
        answers = List.of(List.of(forbidden, open));

        assertThat(ask(exchanger())).isEqualTo("outside");

        assertThat(inside.connections()).isZero();
    }

    @Test
    void doesNotTurnToAForbiddenOneWhenTheAllowedOneIsDead() {
        answers = List.of(List.of(open, forbidden));
        outside.close();

        // Refused, or reset if the socket was still being closed.
        assertThatThrownBy(() -> ask(exchanger())).isInstanceOf(IOException.class);

        assertThat(inside.connections()).isZero();
    }

    @Test
    void connectsToWhatWasJudgedWithoutLookingAgain() throws Exception {
        answers = List.of(List.of(open), List.of(forbidden));

        assertThat(ask(exchanger())).isEqualTo("outside");

        assertThat(questions).hasValue(1);
        assertThat(inside.connections()).isZero();
    }

    @Test
    void judgesANameAgainWithEachConnection() throws Exception {
        answers = List.of(List.of(open), List.of(forbidden));
        HttpExchanger exchanger = exchanger();
        ask(exchanger);

        assertThatThrownBy(() -> ask(exchanger))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("(urlPolicy) does not allow where names.example leads");

        assertThat(questions).hasValue(2);
        assertThat(inside.connections()).isZero();
    }
}
