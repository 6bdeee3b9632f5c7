package dev.fastmcp.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.flow.Caller;
import dev.fastmcp.auth.internal.flow.FollowingBrowser;
import dev.fastmcp.auth.internal.flow.IssuingServer;
import dev.fastmcp.auth.internal.flow.ProtectedServer;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class OAuthTest {

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void aServerThatRefusesWantsALogin(int status) throws Exception {
        try (WebServer server = new WebServer().json("/mcp", status, "{}")) {
            assertThat(OAuth.checkIfAuthRequired(server.origin() + "/mcp")).isTrue();
            assertThat(server.asked().get(0).headers()).doesNotContainKey("Authorization");
        }
    }

    @Test
    void aChallengeIsEnough() throws Exception {
        try (WebServer server = new WebServer().page("/mcp", exchange -> {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            WebServer.text(exchange, 400, "text/plain", "");
        })) {
            assertThat(OAuth.checkIfAuthRequired(server.uri("/mcp"))).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 404, 500})
    void otherAnswersDoNotMeanThat(int status) throws Exception {
        try (WebServer server = new WebServer().json("/mcp", status, "{}")) {
            assertThat(OAuth.checkIfAuthRequired(server.uri("/mcp"))).isFalse();
        }
    }

    @Test
    void aServerThatIsNotThereCannotTell() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            free = socket.getLocalPort();
        }

        assertThatThrownBy(() -> OAuth.checkIfAuthRequired("http://127.0.0.1:" + free + "/mcp?key=secret"))
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNAVAILABLE))
                .hasMessageContaining("Cannot find out whether http://127.0.0.1:" + free + "/mcp wants a login")
                .hasMessageNotContaining("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///x", "mcp.example", "stdio:x", "https:///x"})
    void onlyWebAddressesAreAsked(String address) {
        assertThatThrownBy(() -> OAuth.checkIfAuthRequired(address))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https://");
    }

    @Test
    void aLoginCanBeLookedAtAndForgotten() throws Exception {
        try (IssuingServer issuer = new IssuingServer();
                ProtectedServer server = new ProtectedServer(issuer)) {
            server.wantedScope = "read";
            FollowingBrowser browser = new FollowingBrowser();
            OAuth oauth = OAuth.builder()
                    .browser(browser)
                    .tokenStorage(new InMemoryTokenStorage())
                    .build();
            URI address = server.uri("/mcp");
            assertThat(oauth.status(address)).isEmpty();
            assertThat(oauth.logout(address)).isFalse();

            new Caller(address, oauth).call();

            LoginStatus status = oauth.status(address).orElseThrow();
            assertThat(status.issuer()).isEqualTo(issuer.origin());
            assertThat(status.scopes()).containsExactly("read");
            assertThat(status.renewable()).isTrue();
            assertThat(status.expiresAt()).isPresent();
            assertThat(oauth.logout(address)).isTrue();
            assertThat(oauth.status(address)).isEmpty();

            assertThat(new Caller(address, oauth).call()).isEqualTo(200);
            assertThat(issuer.registrations).hasValue(2);
        }
    }

    @Test
    void optionsThatCannotBeAreExplained() {
        OAuth.Builder builder = OAuth.builder();

        assertThatThrownBy(() -> builder.clientName(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("clientName is blank");
        assertThatThrownBy(() -> builder.callbackHost("0.0.0.0"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbackHost is 0.0.0.0")
                .hasMessageContaining("127.0.0.1, ::1 or localhost");
        assertThatThrownBy(() -> builder.callbackPort(65536))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbackPort is 65536");
        assertThatThrownBy(() -> builder.callbackTimeout(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("callbackTimeout is PT0S");
        assertThatThrownBy(() -> builder.scopes("a\"b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cannot be asked for");
        assertThatThrownBy(() -> builder.clientMetadataUrl(URI.create("http://client.example/x")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> builder.endpoints("x", URI.create("javascript:alert(1)"), URI.create("https://x/t")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("authorization endpoint");
        assertThatThrownBy(() -> builder.clientSecret("secret-1").build())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("clientSecret is set, but clientId is not: give both");
    }

    @Test
    void secretsAreNotShown() {
        OAuth oauth = OAuth.builder()
                .clientName("Reports")
                .clientId("id")
                .clientSecret("secret-1")
                .browser(page -> Optional.empty())
                .build();

        assertThat(oauth).hasToString("OAuth[Reports]");
    }
}
