package dev.fastmcp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.api.http.RequestAuthenticator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest {

    /** Has a new token for each handshake. */
    private static final class Tokens implements RequestAuthenticator {

        final List<AuthRequest> requests = new ArrayList<>();
        final List<AuthChallenge> challenges = new ArrayList<>();
        private final boolean again;

        Tokens(boolean again) {
            this.again = again;
        }

        @Override
        public Map<String, String> headers(AuthRequest request) {
            requests.add(request);
            return Map.of("Authorization", "Bearer token-" + requests.size());
        }

        @Override
        public boolean onChallenge(AuthChallenge challenge) {
            challenges.add(challenge);
            return again;
        }
    }

    private static RawServer refusing(int status) throws IOException {
        return new RawServer(peer -> peer.answer("HTTP/1.1 " + status + " No", "WWW-Authenticate: Bearer realm=\"x\""));
    }

    private static WebSocketTransport.Builder to(RawServer server, RequestAuthenticator authenticator) {
        return WebSocketTransport.builder(server.address("/mcp?a=b"))
                .header("Authorization", "Basic loses")
                .auth(authenticator);
    }

    @Test
    void repeatsTheHandshakeWithBetterCredentials() throws Exception {
        Tokens tokens = new Tokens(true);
        try (RawServer server = new RawServer(peer -> {
                    if (peer.readHead().contains("Bearer token-2")) {
                        peer.write(("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                                        + "Sec-WebSocket-Accept: " + peer.acceptKey() + "\r\n\r\n")
                                .getBytes());
                        peer.attend();
                    } else {
                        peer.write("HTTP/1.1 401 No\r\nwww-authenticate: Bearer realm=\"x\"\r\n\r\n".getBytes());
                    }
                });
                Opened opened = Opened.with(to(server, tokens))) {
            assertThat(opened.channel.isOpen()).isTrue();
            assertThat(tokens.requests)
                    .containsOnly(new AuthRequest(
                            "GET",
                            java.net.URI.create(
                                    server.address("/mcp?a=b").toString().replace("ws:", "http:"))))
                    .hasSize(2);
            assertThat(tokens.challenges).singleElement().satisfies(challenge -> {
                assertThat(challenge.status()).isEqualTo(401);
                assertThat(challenge.attempt()).isEqualTo(1);
                assertThat(challenge.wwwAuthenticate()).containsExactly("Bearer realm=\"x\"");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void givesUpAfterThreeHandshakes(int status) throws Exception {
        Tokens tokens = new Tokens(true);
        try (RawServer server = refusing(status)) {
            assertThatThrownBy(() -> Opened.with(to(server, tokens)))
                    .isInstanceOfSatisfying(
                            HttpStatusException.class,
                            e -> assertThat(e.status()).isEqualTo(status))
                    .hasMessageNotContaining("token");
            assertThat(tokens.challenges).extracting(AuthChallenge::attempt).containsExactly(1, 2);
            assertThat(server.peers).hasSize(3);
        }
    }

    @Test
    void givesUpAtOnceIfTheAuthenticatorHasNothingBetter() throws Exception {
        Tokens tokens = new Tokens(false);
        try (RawServer server = refusing(401)) {
            assertThatThrownBy(() -> Opened.with(to(server, tokens))).isInstanceOf(HttpStatusException.class);
            assertThat(server.peers).hasSize(1);
        }
    }

    @Test
    void doesNotBotherTheAuthenticatorWithOtherStatuses() throws Exception {
        Tokens tokens = new Tokens(true);
        try (RawServer server = refusing(500)) {
            assertThatThrownBy(() -> Opened.with(to(server, tokens))).isInstanceOf(HttpStatusException.class);
            assertThat(tokens.challenges).isEmpty();
        }
    }

    @Test
    void passesOnThatTheAuthenticatorWasInterrupted() throws Exception {
        RequestAuthenticator interrupted = new RequestAuthenticator() {
            @Override
            public Map<String, String> headers(AuthRequest request) {
                return Map.of();
            }

            @Override
            public boolean onChallenge(AuthChallenge challenge) throws InterruptedException {
                throw new InterruptedException("while waiting for a login");
            }
        };
        try (RawServer server = refusing(401)) {
            assertThatThrownBy(() -> Opened.with(to(server, interrupted)))
                    .isInstanceOf(InterruptedException.class)
                    .hasMessage("while waiting for a login");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void saysThatTheAuthenticatorFailed(boolean early) throws Exception {
        RequestAuthenticator failing = new RequestAuthenticator() {
            @Override
            public Map<String, String> headers(AuthRequest request) {
                return early ? Map.of("Host", "secret") : Map.of();
            }

            @Override
            public boolean onChallenge(AuthChallenge challenge) {
                throw new IllegalStateException("no browser");
            }
        };
        try (RawServer server = refusing(401)) {
            assertThatThrownBy(() -> Opened.with(to(server, failing)))
                    .isInstanceOfSatisfying(
                            TransportException.class,
                            e -> assertThat(e.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                    .hasMessage("Cannot connect to " + server.address("/mcp") + ": its authenticator failed");
        }
    }
}
