package dev.fastmcp.core.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.spi.AuthProvider;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.FakeServer;
import dev.fastmcp.core.transport.PluginLoader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ConfiguredOptionsTest {

    private final AtomicReference<TransportContext> seen = new AtomicReference<>();
    private FakeServer server = FakeServer.legacy().silentOn("tools/call");

    private TransportFactory factory(boolean knowsAuthentication) {
        return new TransportFactory() {
            @Override
            public String id() {
                return "test";
            }

            @Override
            public boolean accepts(TransportSource source) {
                return source instanceof TransportSource.Server;
            }

            @Override
            public boolean supports(TransportOption option) {
                return knowsAuthentication && option == TransportOption.AUTHENTICATION;
            }

            @Override
            public ClientTransport create(TransportSource source, TransportContext context) {
                seen.set(context);
                return server;
            }
        };
    }

    private Client.Builder<?> builder(Object source) {
        return Client.builder(source)
                .transportFactory(factory(true))
                .pluginLoader(PluginLoader.of(AuthProvider.class, Echo.class));
    }

    private String auth(McpServerConfig entry) {
        builder(entry).build().close();
        return seen.get().authentication().map(Object::toString).orElse("none");
    }

    @Test
    void anEntryPinsItsEra() {
        try (Client<?> client = builder(CommandServer.of("x").withEra("legacy")).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            assertThat(server.methods()).doesNotContain("server/discover");
        }
        server = FakeServer.modern();
        try (Client<?> client = builder(CommandServer.of("x").withEra("modern")).build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.MODERN);
            assertThat(server.methods()).containsExactly("server/discover");
        }
    }

    @Test
    void anEntryThatLeavesTheEraOpenHasTheServerAsked() {
        for (McpServerConfig entry :
                new McpServerConfig[] {CommandServer.of("x").withEra("auto"), RemoteServer.of("https://h")}) {
            server = FakeServer.legacy();
            try (Client<?> client = builder(entry).build();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.LEGACY);
                assertThat(server.methods()).startsWith("server/discover", "initialize");
            }
        }
    }

    @Test
    void anEntryLimitsItsRequests() {
        McpServerConfig entry = CommandServer.of("x").withTimeout(Duration.ofMillis(100));
        try (Client<?> client = builder(entry).build();
                ClientSession session = client.connect()) {
            assertThatThrownBy(() -> session.callTool("slow", Map.of()))
                    .isInstanceOf(RequestTimeoutException.class)
                    .hasMessageContaining("100 ms");
        }
    }

    @Test
    void zeroIsNoLimitAndNothingIsTheUsualOne() {
        assertThat(timeout(CommandServer.of("x").withTimeout(Duration.ZERO))).isZero();
        assertThat(timeout(CommandServer.of("x"))).isEqualTo(Duration.ofSeconds(60));
    }

    private Duration timeout(McpServerConfig entry) {
        try (Client<?> client = builder(entry).build()) {
            return ((McpClient<?>) client).options().timeout();
        }
    }

    @Test
    void whatIsSetAtTheClientWins() {
        McpServerConfig entry = RemoteServer.of("https://h")
                .withEra("modern")
                .withTimeout(Duration.ofMillis(1))
                .withAuth("theirs");
        try (Client<?> client = builder(entry)
                        .era(Era.LEGACY)
                        .timeout(Duration.ofSeconds(7))
                        .auth("mine")
                        .build();
                ClientSession session = client.connect()) {
            assertThat(session.server().era()).isEqualTo(Era.LEGACY);
            assertThat(((McpClient<?>) client).options().timeout()).isEqualTo(Duration.ofSeconds(7));
            assertThat(seen.get().authentication()).map(Object::toString).contains("mine");
        }
    }

    @Test
    void theOnlyServerOfAConfigurationCountsAsItsEntryDoes() {
        McpConfig config = McpConfig.empty()
                .with("off", CommandServer.of("y").withDisabled(true).withEra("modern"))
                .with("on", CommandServer.of("x").withEra("legacy").withTimeout(Duration.ofMillis(1234)));
        for (Object source : new Object[] {config, config.json(), new TransportSource.Config(config)}) {
            server = FakeServer.legacy();
            try (Client<?> client = builder(source).build();
                    ClientSession session = client.connect()) {
                assertThat(session.server().era()).isEqualTo(Era.LEGACY);
                assertThat(server.methods()).doesNotContain("server/discover");
                assertThat(((McpClient<?>) client).options().timeout()).isEqualTo(Duration.ofMillis(1234));
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        "oauth"                                         | oauth
        "t0ken"                                         | t0ken
        {"type": "oauth"}                               | oauth
        {"type": "bearer", "token": "t0ken"}            | t0ken
        {"token": "${NO_SUCH_VARIABLE_HERE:-t0ken}", "type": "bearer"} | t0ken
        "${NO_SUCH_VARIABLE_HERE:-t0ken}"               | t0ken
        null                                            | none
        """)
    void authenticationIsAcceptedInEachForm(String written, String understood) {
        McpConfig config =
                McpConfig.parse("{\"mcpServers\": {\"a\": {\"url\": \"https://h\", \"auth\": " + written + "}}}");
        assertThat(auth(config.server("a"))).isEqualTo(understood);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"type\": \"basic\", \"token\": \"s3cret\"}",
                "{\"type\": \"bearer\"}",
                "{\"type\": \"bearer\", \"token\": 7}",
                "{\"type\": \"bearer\", \"token\": \"s3cret\", \"scope\": \"x\"}",
                "{\"type\": \"oauth\", \"client_secret\": \"s3cret\"}",
                "{\"token\": \"s3cret\"}"
            })
    void authenticationInAnyOtherFormIsRefusedAndNotRepeated(String written) {
        McpConfig config =
                McpConfig.parse("{\"mcpServers\": {\"far\": {\"url\": \"https://h\", \"auth\": " + written + "}}}");
        assertThatThrownBy(() -> builder(config))
                .isInstanceOf(ConfigException.class)
                .hasMessage("The member auth of the server \"far\" cannot be used: give \"oauth\", a bearer token,"
                        + " {\"type\": \"oauth\"} or {\"type\": \"bearer\", \"token\": …}; for more, set an"
                        + " Authentication at the client and leave auth out");
    }

    @Test
    void authenticationNeedsATransportThatKnowsIt() {
        assertThatThrownBy(() -> Client.builder(RemoteServer.of("https://h").withAuth("t0ken"))
                        .transportFactory(factory(false))
                        .pluginLoader(PluginLoader.of(AuthProvider.class, Echo.class))
                        .build())
                .isInstanceOf(TransportSelectionException.class)
                .hasMessageContaining("knows no authentication")
                .hasMessageNotContaining("t0ken");
    }

    @Test
    void aVariableThatIsMissingIsNamedBeforeAnythingIsMade() {
        assertThatThrownBy(() -> builder(RemoteServer.of("https://h").withAuth("${NO_SUCH_VARIABLE_HERE}")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("auth: the environment variable NO_SUCH_VARIABLE_HERE is not set");
        assertThat(seen.get()).isNull();
    }

    /** Understands every text, and repeats it. */
    public static final class Echo implements AuthProvider {

        /** Called by the loader. */
        public Echo() {}

        @Override
        public String id() {
            return "echo";
        }

        @Override
        public boolean accepts(String spec) {
            return true;
        }

        @Override
        public Authentication create(String spec) {
            return new Authentication() {
                @Override
                public RequestAuthenticator authenticator(AuthContext context) {
                    throw new UnsupportedOperationException();
                }

                @Override
                public String toString() {
                    return spec;
                }
            };
        }
    }
}
