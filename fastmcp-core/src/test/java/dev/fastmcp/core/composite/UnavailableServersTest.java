package dev.fastmcp.core.composite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.core.FakeServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server that fails costs the others. */
@Timeout(40)
class UnavailableServersTest {

    private static Client.Builder<?> client(Several several) {
        return several.client().era(Era.LEGACY);
    }

    @Test
    void oneListThatFailsLeavesTheOtherListsOfItsServer() {
        FakeServer a = Several.server("a", "t").answering("resources/list", Several.error(-32603));
        FakeServer b = Several.server("b", "t").answering("resources/list", Several.resources("docs://x"));
        Several several = new Several().with("a", a).with("b", b);
        try (Client<?> client = client(several).build();
                ClientSession session = client.connect()) {
            assertThat(session.listResources()).hasSize(1);
            assertThat(session.listResourceTemplates()).isEmpty();
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("a_t", "b_t");
            assertThat(several.composite().unavailable()).isEmpty();
        }
    }

    @Test
    void aServerThatComesLateIsToldOf() throws Exception {
        CountDownLatch awake = new CountDownLatch(1);
        CountDownLatch told = new CountDownLatch(1);
        FakeServer slow = Several.server("slow", "t").on("initialize", (message, pipe) -> {
            awake.await();
            pipe.send(message, FakeServer.INITIALIZED);
        });
        slow.answering("logging/setLevel", FakeServer.EMPTY);
        Several several = new Several().with("slow", slow).with("b", Several.server("b", "t"));
        try (Client<?> client = client(several)
                        .connectTimeout(Duration.ofSeconds(2))
                        .onListChanged(kind -> told.countDown())
                        .build();
                ClientSession session = client.connect()) {
            assertThat(several.composite().unavailable().get("slow")).isInstanceOf(RequestTimeoutException.class);
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("b_t");
            session.setLogLevel(LoggingLevel.ERROR);

            awake.countDown();

            assertThat(told.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("slow_t", "b_t");
            assertThat(several.composite().unavailable()).isEmpty();
            assertThat(session.callTool("slow_t").text()).isEqualTo("slow");
            assertThat(slow.lastParams("logging/setLevel")).containsEntry("level", "error");
        }
    }

    @Test
    void aListThatHangsIsNotWaitedForAgainAtOnce() {
        FakeServer hanging = Several.server("hanging").silentOn("tools/list");
        Several several = new Several().with("hanging", hanging).with("b", Several.server("b", "t"));
        try (Client<?> client = client(several).timeout(Duration.ofSeconds(2)).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(session::listTools).isInstanceOf(RequestTimeoutException.class);
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("b_t");
            assertThat(several.composite().unavailable()).containsOnlyKeys("hanging");
        }
    }

    @Test
    void aCallThatIsGivenUpSaysNothingOfTheServers() {
        FakeServer a = Several.server("a", "t").silentOn("tools/call");
        Several several = new Several().with("a", a).with("b", Several.server("b", "t"));
        try (Client<?> client = client(several).timeout(Duration.ofMillis(300)).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("a_t")).isInstanceOf(RequestTimeoutException.class);
            assertThat(several.composite().unavailable()).isEmpty();
            assertThat(session.listTools()).hasSize(2);
            assertThat(a.methods()).contains("notifications/cancelled");
        }
    }

    @Test
    void aCallToADeadServerDoesNotSayThatItIsBack() {
        AtomicInteger told = new AtomicInteger();
        FakeServer a = Several.server("a", "t");
        Several several = new Several().with("a", a).with("b", Several.server("b", "t"));
        try (Client<?> client = client(several)
                        .onListChanged(kind -> told.incrementAndGet())
                        .build();
                ClientSession session = client.connect()) {
            a.refusing(new TransportException(TransportException.Kind.CONNECT_FAILED, "gone"));
            a.pipe().die();
            assertThat(session.listTools()).extracting(Tool::name).containsExactly("b_t");
            assertThatThrownBy(() -> session.callTool("a_t")).hasMessageContaining("gone");
            assertThat(several.composite().unavailable()).containsOnlyKeys("a");
            assertThat(told).hasValue(0);

            a.refusing(null);

            assertThat(session.callTool("a_t").text()).isEqualTo("a");
            assertThat(several.composite().unavailable()).isEmpty();
            assertThat(session.listTools()).hasSize(2);
        }
    }

    @Test
    void whoeverAsksForSomethingOfAServerThatIsGoneHearsWhichAndWhy() {
        FakeServer gone = FakeServer.legacy()
                .refusing(new TransportException(TransportException.Kind.CONNECT_FAILED, "nobody is there"));
        FakeServer guarded =
                FakeServer.legacy().refusing(new HttpStatusException(401, "no token was sent", Map.of("x", "y"), null));
        Several several = new Several()
                .with("gone", gone)
                .with("guarded", guarded)
                .without("wrong", new ConfigException("mcpServers.wrong.command: must be a string"))
                .with("b", Several.server("b", "t"));
        String why = "The server \"gone\" of the configuration cannot be used: nobody is there";
        try (Client<?> client = client(several).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("gone_t"))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                    .hasMessage(why);
            assertThatThrownBy(() -> session.getPrompt("gone_p", Map.of())).hasMessage(why);
            assertThatThrownBy(() -> session.readResource("docs://gone/x")).hasMessage(why);
            assertThatThrownBy(() -> session.callTool("guarded_t"))
                    .isInstanceOfSatisfying(HttpStatusException.class, e -> {
                        assertThat(e.status()).isEqualTo(401);
                        assertThat(e.headers()).containsEntry("x", "y");
                    })
                    .hasMessage("The server \"guarded\" of the configuration cannot be used: no token was sent");
            assertThatThrownBy(() -> session.callTool("wrong_t"))
                    .isInstanceOf(ConfigException.class)
                    .hasMessage("The server \"wrong\" of the configuration cannot be used: mcpServers.wrong.command:"
                            + " must be a string");
            assertThat(several.composite().unavailable("gone_t"))
                    .get()
                    .isInstanceOf(TransportException.class)
                    .extracting(Throwable::getMessage)
                    .isEqualTo(why);
            assertThat(several.composite().unavailable("b_t")).isEmpty();
        }
    }

    @Test
    void aServerThatCouldNotBeAskedWhetherItHasATool() {
        FakeServer gone = FakeServer.legacy()
                .refusing(new TransportException(TransportException.Kind.CONNECT_FAILED, "nobody is there"));
        Several several = new Several().unchanged().with("gone", gone).with("b", Several.server("b", "t"));
        try (Client<?> client = client(several).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("other"))
                    .hasMessage("The server \"gone\" of the configuration cannot be used: nobody is there");
        }
    }

    @Test
    void aTransportThatThrowsAnythingFailsAlone() {
        FakeServer odd = FakeServer.legacy().refusing(new IllegalStateException("odd"));
        Several several = new Several().with("odd", odd).with("b", Several.server("b", "t"));
        try (Client<?> client = client(several).build();
                ClientSession session = client.connect()) {
            assertThat(session.listTools()).hasSize(1);
            assertThat(several.composite().unavailable().get("odd")).hasMessageContaining("odd");
        }
    }

    @Test
    void whoWantsAllGetsNoneWithoutOne() {
        Several several = new Several()
                .requireAll()
                .with("a", Several.server("a", "t").answering("tools/list", Several.error(-32603)))
                .with("b", Several.server("b", "t"));
        try (Client<?> client = client(several).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(session::listTools)
                    .isNotInstanceOf(JsonRpcException.class)
                    .hasMessageContaining("Not all servers of the configuration can be used: a");
        }
    }

    @Test
    void twoClientsHaveConnectionsOfTheirOwn() {
        FakeServer a = Several.server("a", "t");
        Several several = new Several().with("a", a).with("b", Several.server("b", "t"));
        try (Client<?> one = client(several).build();
                Client<?> two = client(several).build();
                ClientSession second = two.connect()) {
            try (ClientSession first = one.connect()) {
                assertThat(first.callTool("a_t").text()).isEqualTo("a");
            }
            assertThat(second.callTool("a_t").text()).isEqualTo("a");
            assertThat(a.pipes()).hasSize(2);
            assertThat(a.pipes().stream().filter(FakeServer.Pipe::isOpen)).hasSize(1);
        }
    }
}
