package dev.fastmcp.it.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.Browser;
import dev.fastmcp.auth.FileTokenStorage;
import dev.fastmcp.auth.OAuth;
import java.io.ByteArrayOutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole login at a real authorization server, for a real MCP server, by a real browser where people are needed. */
@NeedsAuthorization
class LoginIT {

    @TempDir
    Path folder;

    private final AtomicInteger logins = new AtomicInteger();

    /** Somebody whose login the authorization server approves by itself. */
    private OAuth.Builder person() {
        return OAuth.builder()
                .tokenStorage(FileTokenStorage.in(folder.resolve("tokens")))
                .browser(page -> {
                    logins.incrementAndGet();
                    try (PlainBrowser browser = new PlainBrowser()) {
                        return Optional.of(browser.follow(page));
                    }
                });
    }

    private static Client<?> client(ProtectedServer server, OAuth.Builder auth) {
        return Client.builder(server.url()).auth(auth.build()).build();
    }

    private static String whoami(Client<?> client) {
        try (ClientSession session = client.connect()) {
            return session.callTool("whoami").text();
        }
    }

    private static Map<String, Object> slow() {
        return Map.of("accessTokenSeconds", 600);
    }

    @ParameterizedTest
    @EnumSource(
            value = Era.class,
            names = {"LEGACY", "MODERN"})
    void peopleLogInWithTheirBrowser(Era era) throws Exception {
        CompletableFuture<HeadlessBrowser.Page> lastPage = new CompletableFuture<>();
        try (AuthorizationServer authorization = AuthorizationServer.start(Map.of("answer", "none"));
                ProtectedServer server = ProtectedServer.start(authorization);
                HeadlessBrowser chromium = HeadlessBrowser.approving()) {
            OAuth auth = person().browser(page -> {
                        chromium.open(page, "login-" + era).whenComplete((last, failure) -> {
                            if (failure == null) {
                                lastPage.complete(last);
                            } else {
                                lastPage.completeExceptionally(failure);
                            }
                        });
                        return Optional.empty();
                    })
                    .build();
            try (Client<?> client =
                    Client.builder(server.url()).auth(auth).era(era).build()) {
                assertThat(whoami(client)).contains("\"sub\":\"ann\"").contains("mcp:read");
            }
            HeadlessBrowser.Page page = lastPage.get(45, TimeUnit.SECONDS);
            assertThat(page.title()).isEqualTo("Your login has arrived");
            assertThat(page.text()).contains(server.url());
            assertThat(page.origins()).hasSize(2);
            assertThat(page.problems()).isEmpty();
            assertThat(HeadlessBrowser.brightnessOf("login-" + era)).isGreaterThan(200);
        }
    }

    @Test
    void peopleWhoSayNoAreUnderstood() throws Exception {
        CompletableFuture<HeadlessBrowser.Page> lastPage = new CompletableFuture<>();
        try (AuthorizationServer authorization = AuthorizationServer.start(Map.of("answer", "none"));
                ProtectedServer server = ProtectedServer.start(authorization);
                HeadlessBrowser chromium = HeadlessBrowser.denyingInTheDark();
                Client<?> client = client(server, person().browser(page -> {
                    chromium.open(page, "login-denied").whenComplete((last, failure) -> {
                        if (failure == null) {
                            lastPage.complete(last);
                        } else {
                            lastPage.completeExceptionally(failure);
                        }
                    });
                    return Optional.empty();
                }))) {
            assertThatThrownBy(client::connect)
                    .isInstanceOfSatisfying(
                            AuthorizationException.class,
                            failure -> assertThat(failure.kind()).isEqualTo(AuthorizationException.Kind.DENIED));
            HeadlessBrowser.Page page = lastPage.get(45, TimeUnit.SECONDS);
            assertThat(page.title()).isEqualTo("The login did not succeed");
            assertThat(page.problems()).isEmpty();
            assertThat(HeadlessBrowser.brightnessOf("login-denied")).isLessThan(60);
        }
    }

    @Test
    void machinesWithoutABrowserTakeAPastedAddress() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(authorization);
                PipedOutputStream typed = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(typed)) {
            Browser headless = Browser.headless(in, new PrintStream(shown, true, StandardCharsets.UTF_8));
            try (Client<?> client = client(server, person().browser(page -> {
                try (PlainBrowser elsewhere = new PlainBrowser()) {
                    typed.write((elsewhere.follow(page) + "\n").getBytes(StandardCharsets.UTF_8));
                }
                return headless.open(page);
            }))) {
                assertThat(whoami(client)).contains("ann");
            }
        }
        assertThat(shown.toString(StandardCharsets.UTF_8)).contains("/auth?response_type=code");
    }

    @Test
    void tokensAreRenewedOnceForAllWhoNeedThem() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(authorization);
                Client<?> client = client(server, person());
                ClientSession session = client.connect()) {
            session.callTool("whoami");
            authorization.resetCounts();
            server.rejectTokensSeen();

            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                calls.add(session.async().callTool("echo", Map.of("text", "hello")));
            }

            assertThat(calls)
                    .allSatisfy(
                            call -> assertThat(call.get(45, TimeUnit.SECONDS)).isNotNull());
            assertThat(authorization.counts().refreshes()).isEqualTo(1);
            assertThat(authorization.counts().authorizations()).isZero();
            assertThat(logins).hasValue(1);
        }
    }

    @Test
    void shortLivedTokensAreRenewedAndRotatedAgainAndAgain() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(Map.of("accessTokenSeconds", 1));
                ProtectedServer server = ProtectedServer.start(authorization);
                Client<?> client = client(server, person());
                ClientSession session = client.connect()) {
            while (authorization.counts().refreshes() < 3) {
                assertThat(session.callTool("whoami").text()).contains("ann");
            }
            assertThat(logins).hasValue(1);
        }
    }

    @Test
    void aRestartNeedsNoLoginAndAsksOnlyTheTokenEndpoint() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            try (Client<?> client = client(server, person())) {
                whoami(client);
            }
            authorization.resetCounts();
            server.rejectTokensSeen();

            try (Client<?> client = client(server, person())) {
                assertThat(whoami(client)).contains("ann");
            }

            assertThat(authorization.counts().registrations()).isZero();
            assertThat(authorization.counts().refreshes()).isEqualTo(1);
            assertThat(logins).hasValue(1);
        }
    }

    @Test
    void revokedGrantsLeadToANewLogin() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(authorization);
                Client<?> client = client(server, person())) {
            whoami(client);
            authorization.revokeGrants();
            server.rejectTokensSeen();

            assertThat(whoami(client)).contains("ann");

            assertThat(logins).hasValue(2);
            assertThat(authorization.counts().registrations()).isEqualTo(1);
        }
    }

    @Test
    void aForgottenClientRegistersOnceMore() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(authorization)) {
            try (Client<?> client = client(server, person())) {
                whoami(client);
            }
            authorization.forget();
            server.rejectTokensSeen();

            try (Client<?> client = client(server, person())) {
                assertThat(whoami(client)).contains("ann");
            }
            assertThat(authorization.counts().registrations()).isEqualTo(2);
        }
    }

    @Test
    void aServerThatMovesToAnotherIssuerGetsCredentialsOfItsOwn() throws Exception {
        try (AuthorizationServer old = AuthorizationServer.start(slow());
                AuthorizationServer other = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(old);
                Client<?> client = client(server, person())) {
            whoami(client);
            String oldClient = old.clients().get(0);
            server.trust(other.issuer());

            assertThat(whoami(client)).contains("ann");

            assertThat(other.counts().registrations()).isEqualTo(1);
            assertThat(other.requests().toString()).doesNotContain(oldClient);
            assertThat(old.counts().refreshes()).isZero();
        }
    }

    @Test
    void missingScopesAreAskedForInAddition() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server = ProtectedServer.start(authorization);
                Client<?> client = client(server, person());
                ClientSession session = client.connect()) {
            assertThat(session.callTool("whoami").text()).doesNotContain("mcp:write");

            session.callTool("write-note", Map.of("text", "remember"));

            assertThat(session.callTool("whoami").text()).contains("mcp:read").contains("mcp:write");
            assertThat(logins).hasValue(2);
        }
    }

    @Test
    void tokensAreBoundToAKeyOnDemand() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start(slow());
                ProtectedServer server =
                        ProtectedServer.start(authorization.issuer(), Map.of("requireDpop", true, "dpopNonce", true));
                Client<?> client = client(server, person().dpop(true))) {
            assertThat(whoami(client)).contains("ann");
            server.changeNonce();
            assertThat(whoami(client)).contains("ann");
            assertThat(logins).hasValue(1);
        }
    }

    @Test
    void tellsWhetherAServerWantsALogin() throws Exception {
        try (AuthorizationServer authorization = AuthorizationServer.start();
                ProtectedServer server = ProtectedServer.start(authorization)) {
            assertThat(OAuth.checkIfAuthRequired(server.url())).isTrue();
            assertThat(OAuth.checkIfAuthRequired(
                            URI.create(authorization.issuer() + "/.well-known/openid-configuration")))
                    .isFalse();
        }
    }
}
