package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import dev.fastmcp.auth.Browser;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whole logins, with an authorization server and a protected server on real sockets. */
@Timeout(60)
class LoginFlowTest {

    private LoginWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new LoginWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aRefusalLeadsToALoginAndTheRequestIsRepeated() throws Exception {
        assertThat(world.caller().call()).isEqualTo(200);

        Map<String, String> query = world.issuer.loginQueries.get(0);
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("code_challenge_method", "S256")
                .containsEntry("resource", world.server.origin() + "/mcp")
                .doesNotContainKey("scope");
        assertThat(query.get("redirect_uri")).matches("http://127\\.0\\.0\\.1:[0-9]+/callback");
        assertThat(query.get("state")).hasSizeGreaterThanOrEqualTo(43);
        assertThat(world.issuer.tokenForms.get(0))
                .containsEntry("grant_type", "authorization_code")
                .containsEntry("redirect_uri", query.get("redirect_uri"))
                .containsEntry("resource", world.server.origin() + "/mcp");
        assertThat(world.issuer.tokenForms.get(0).get("code_verifier")).hasSizeBetween(43, 128);
        assertThat(world.browser.page()).startsWith("200 default-src 'none'").contains("Your login has arrived");
    }

    @Test
    void theListenerIsClosedAfterTheLogin() throws Exception {
        world.caller().call();

        URI redirect = URI.create(world.issuer.loginQueries.get(0).get("redirect_uri"));
        assertThatThrownBy(() -> new Socket("127.0.0.1", redirect.getPort()).close())
                .isInstanceOf(ConnectException.class);
    }

    @Test
    void theRealClientLogsIn() {
        try (Client<?> client = Client.builder(world.server.uri("/mcp").toString())
                .auth(world.oauth().build())
                .build()) {
            client.connect().close();
        }

        assertThat(world.browser.opened()).hasSize(1);
        assertThat(world.issuer.codes).hasValue(1);
    }

    @Test
    void nothingIsAskedBeforeTheServerRefuses() throws Exception {
        Caller caller = world.caller();

        assertThat(caller.authenticator().headers(new AuthRequest("POST", world.server.uri("/mcp"))))
                .isEmpty();
        assertThat(world.issuer.asked()).isEmpty();
        assertThat(world.server.asked()).isEmpty();
    }

    @Test
    void eightCallsAtOnceShareOneLogin() throws Exception {
        assertThat(world.caller().calls(8)).containsOnly(200);

        assertThat(world.browser.opened()).hasSize(1);
        assertThat(world.issuer.registrations).hasValue(1);
        assertThat(world.issuer.codes).hasValue(1);
    }

    @Test
    void eightCallsAtOnceShareTheFailureOfOneLogin() throws Exception {
        world.issuer.loginError = "access_denied";
        // All eight are refused before the login fails, as they would be by a person who takes some time.
        AtomicReference<Caller> caller = new AtomicReference<>();
        Browser patient = page -> {
            Waiting.until("eight are refused", () -> caller.get().challenges() == 8);
            return world.browser.open(page);
        };
        caller.set(world.caller(world.oauth().browser(patient).build()));

        List<Object> outcomes = caller.get().calls(8);

        assertThat(outcomes).hasSize(8).allSatisfy(outcome -> {
            assertThat(outcome).isInstanceOf(AuthorizationException.class);
            AuthorizationException failure = (AuthorizationException) outcome;
            assertThat(failure.kind()).isEqualTo(Kind.DENIED);
            assertThat(failure.errorCode()).contains("access_denied");
            assertThat(failure).hasMessageContaining("was denied").hasMessageContaining(world.issuer.origin());
        });
        assertThat(world.browser.opened()).hasSize(1);
        assertThat(world.browser.page()).contains("The login did not succeed");
    }

    @Test
    void afterADenialTheNextCallAsksAgain() throws Exception {
        world.issuer.loginError = "access_denied";
        Caller caller = world.caller();
        assertThat(caller.failure().kind()).isEqualTo(Kind.DENIED);

        world.issuer.loginError = "";

        assertThat(caller.call()).isEqualTo(200);
        assertThat(world.issuer.registrations).hasValue(1);
    }

    @Test
    void otherErrorsOfTheLoginAreRefusals() throws Exception {
        world.issuer.loginError = "invalid_scope";
        world.issuer.loginExtras = Map.of("error_description", "no <b>such</b>\u0007 scope");

        AuthorizationException failure = world.caller().failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains("invalid_scope");
        assertThat(failure)
                .hasMessageContaining("invalid_scope: no <b>such</b>")
                .hasMessageNotContaining("\u0007");
        assertThat(world.browser.page()).doesNotContain("such");
    }

    @Test
    void nobodyLoggingInTimesOut() throws Exception {
        Caller caller = world.caller(world.oauth()
                .browser(page -> Optional.empty())
                .callbackTimeout(Duration.ofMillis(200))
                .build());

        AuthorizationException failure = caller.failure();

        assertThat(failure.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(failure).hasMessageContaining("Nobody logged in").hasMessageContaining("callbackTimeout");
    }

    @Test
    void aBrowserThatCannotOpenEndsTheLogin() throws Exception {
        Caller caller = world.caller(world.oauth()
                .browser(page -> {
                    throw new IOException("no display for " + page);
                })
                .build());

        AuthorizationException failure = caller.failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure)
                .hasMessageContaining("The login page cannot be shown: no display for " + world.issuer.origin())
                .hasMessageNotContaining("state=");
    }

    @Test
    void aBrowserWithABugEndsTheLogin() throws Exception {
        Caller caller = world.caller(world.oauth()
                .browser(page -> {
                    throw new IllegalStateException("bug");
                })
                .build());

        assertThat(caller.failure().kind()).isEqualTo(Kind.UNAVAILABLE);
    }

    @Test
    void interruptingTheCallerEndsTheLoginAndTheListener() throws Exception {
        AtomicReference<URI> redirect = new AtomicReference<>();
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch browserInterrupted = new CountDownLatch(1);
        Caller caller = world.caller(world.oauth()
                .browser(page -> {
                    redirect.set(URI.create(
                            new Site.Visit(null, page.getRawQuery()).form().get("redirect_uri")));
                    shown.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        browserInterrupted.countDown();
                        throw e;
                    }
                    return Optional.empty();
                })
                .build());
        CompletableFuture<Exception> ended = new CompletableFuture<>();
        Thread calling = Thread.ofVirtual().start(() -> {
            try {
                caller.call();
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        assertThat(shown.await(10, TimeUnit.SECONDS)).isTrue();

        calling.interrupt();

        assertThat(ended.get(5, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
        assertThat(browserInterrupted.await(5, TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> new Socket("127.0.0.1", redirect.get().getPort()).close())
                .isInstanceOf(ConnectException.class);
        assertThat(world.caller().call()).isEqualTo(200);
    }

    @Test
    void closingTheClientEndsALoginThatIsUnderWay() throws Exception {
        CountDownLatch shown = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        Browser nobody = page -> {
            shown.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
                throw e;
            }
            return Optional.empty();
        };
        Client<?> client = Client.builder(world.server.uri("/mcp").toString())
                .auth(world.oauth()
                        .browser(nobody)
                        .callbackTimeout(Duration.ofMinutes(5))
                        .build())
                .build();
        CompletableFuture<Throwable> ended = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                client.connect().close();
                ended.complete(null);
            } catch (RuntimeException e) {
                ended.complete(e);
            }
        });
        assertThat(shown.await(10, TimeUnit.SECONDS)).isTrue();

        client.close();

        assertThat(ended.get(10, TimeUnit.SECONDS)).isNotNull();
        assertThat(interrupted.await(5, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aPastedAddressCompletesAHeadlessLogin() throws Exception {
        Pasting person = new Pasting(world, List.of("hello", "", "http://127.0.0.1:1/callback?code=1"));

        int status =
                world.caller(world.oauth().browser(person.browser()).build()).call();

        assertThat(status).isEqualTo(200);
        assertThat(person.printed())
                .contains("Log in with a browser, on any machine:")
                .contains(world.issuer.origin() + "/authorize?")
                .containsSubsequence("That is not the address", "That is not the address", "That is not the address");
    }

    @Test
    void thePastedAddressOfAnotherLoginIsNotTaken() throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        InputStream in = new ByteArrayInputStream(
                "http://127.0.0.1:1/callback?code=x&state=y\n".getBytes(StandardCharsets.UTF_8));
        Browser browser = Browser.headless(in, new PrintStream(printed, true, StandardCharsets.UTF_8));

        AuthorizationException failure =
                world.caller(world.oauth().browser(browser).build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains("that is where this login comes back to");
    }

    @Test
    void theAddressThatABrowserReturnsMustBelongToTheLogin() throws Exception {
        Browser browser = page -> Optional.of(URI.create("http://127.0.0.1:1/callback?code=x&state=y"));

        AuthorizationException failure =
                world.caller(world.oauth().browser(browser).build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure)
                .hasMessageContaining("does not belong to this login")
                .hasMessageContaining("log in again");
    }

    @Test
    void nobodyListensAnyMoreWhenTheCodeIsRedeemed() throws Exception {
        AtomicBoolean listening = new AtomicBoolean();
        world.issuer.tokenFault = visit -> {
            URI redirect = URI.create(visit.form().get("redirect_uri"));
            try (Socket socket = new Socket(redirect.getHost(), redirect.getPort())) {
                listening.set(socket.isConnected());
            } catch (ConnectException e) {
                // As it should be.
            }
            visit.answer(400, Map.of("error", "invalid_grant"));
        };

        assertThat(world.caller().failure().errorCode()).contains("invalid_grant");

        assertThat(listening).isFalse();
    }

    @Test
    void afterAHeadlessLoginThatNobodyAnsweredTheNextOneGetsTheNextLine() throws Exception {
        Pasting person = new Pasting(world, List.of(), 2);
        AuthorizationException late = world.caller(world.oauth()
                        .browser(person.browser())
                        .callbackTimeout(Duration.ofMillis(300))
                        .build())
                .failure();

        assertThat(late.kind()).isEqualTo(Kind.TIMED_OUT);
        assertThat(world.caller(world.oauth().browser(person.browser()).build()).call())
                .isEqualTo(200);
        assertThat(person.printed()).doesNotContain("That is not the address");
    }

    @Test
    void theEndOfTheInputCancelsAHeadlessLogin() throws Exception {
        Browser browser = Browser.headless(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

        AuthorizationException failure =
                world.caller(world.oauth().browser(browser).build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.CANCELLED);
        assertThat(failure).hasMessageContaining("the input ended without an address");
    }

    @Test
    void anUnattendedBrowserTakesTheRedirect() throws Exception {
        assertThat(world.caller(world.oauth().browser(Browser.unattended()).build())
                        .call())
                .isEqualTo(200);
    }

    @Test
    void anUnattendedBrowserTellsThatAPersonIsNeeded() throws Exception {
        world.issuer.page("/authorize", visit -> visit.answer(200, "<form>password</form>"));

        AuthorizationException failure = world.caller(
                        world.oauth().browser(Browser.unattended()).build())
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure)
                .hasMessageContaining("HTTP status 200 instead of a redirect")
                .hasMessageContaining("a person has to log in there");
    }

    @Test
    void aRefusalOfAnotherOriginNeverGetsAToken() throws Exception {
        Caller caller = world.caller();
        caller.call();
        AuthRequest foreign = new AuthRequest("POST", world.issuer.uri("/elsewhere"));

        assertThat(caller.authenticator().headers(foreign)).isEmpty();
        assertThat(caller.authenticator().onChallenge(new AuthChallenge(foreign, 401, Map.of(), Map.of(), 1)))
                .isFalse();
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void theScopesOfTheRefusalAreAskedFor() throws Exception {
        world.server.wantedScope = "read write";
        world.server.metadata = Map.of("scopes_supported", List.of("everything"));

        world.caller().call();

        assertThat(world.issuer.loginQueries.get(0)).containsEntry("scope", "read write");
    }

    @Test
    void otherwiseThoseThatTheServerSupports() throws Exception {
        world.server.metadata = Map.of("scopes_supported", List.of("read", "write"));

        world.caller().call();

        assertThat(world.issuer.loginQueries.get(0)).containsEntry("scope", "read write");
    }

    @Test
    void theScopesOfTheUserWin() throws Exception {
        world.server.wantedScope = "read write";
        world.issuer.metadata.put("scopes_supported", List.of("read", "offline_access"));

        world.caller(world.oauth().scopes("mine").build()).call();

        assertThat(world.issuer.loginQueries.get(0)).containsEntry("scope", "mine");
    }

    @Test
    void offlineAccessIsAskedForWhereItIsOffered() throws Exception {
        world.server.wantedScope = "read";
        world.issuer.metadata.put("scopes_supported", List.of("read", "offline_access"));

        world.caller().call();

        assertThat(Set.of(world.issuer.loginQueries.get(0).get("scope").split(" ")))
                .containsExactlyInAnyOrder("read", "offline_access");
    }

    @Test
    void aServerWithoutPkceIsRefusedUnlessTheUserKnowsBetter() throws Exception {
        world.issuer.metadata.remove("code_challenge_methods_supported");

        AuthorizationException failure = world.caller().failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining("PKCE with S256").hasMessageContaining("assumePkce()");
        assertThat(world.browser.opened()).isEmpty();
        assertThat(world.issuer.registrations).hasValue(0);
        assertThat(world.caller(world.oauth().assumePkce().build()).call()).isEqualTo(200);
    }

    @Test
    void plainPkceDoesNotDo() throws Exception {
        world.issuer.metadata.put("code_challenge_methods_supported", List.of("plain"));

        assertThat(world.caller().failure().kind()).isEqualTo(Kind.UNTRUSTED);
    }

    @Test
    void aServerForMachinesOnlyHasNoLoginPage() throws Exception {
        world.issuer.metadata.remove("authorization_endpoint");

        AuthorizationException failure = world.caller().failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure)
                .hasMessageContaining("no page where people log in")
                .hasMessageContaining("ClientCredentials");
    }

    @Test
    void theIssuerInTheAnswerMustBeTheRightOne() throws Exception {
        world.issuer.metadata.put("authorization_response_iss_parameter_supported", true);

        AuthorizationException missing = world.caller().failure();
        world.issuer.loginExtras = Map.of("iss", world.issuer.origin() + "/");
        AuthorizationException normalised = world.caller().failure();
        world.issuer.loginExtras = Map.of("iss", "https://evil.example", "error", "x", "error_description", "call 555");
        AuthorizationException foreign = world.caller().failure();

        assertThat(missing).hasMessageContaining("does not name its issuer, although that server says");
        assertThat(normalised).hasMessageContaining("names another issuer");
        assertThat(foreign).hasMessageContaining("names another issuer").hasMessageNotContaining("555");
        assertThat(List.of(missing.kind(), normalised.kind(), foreign.kind())).containsOnly(Kind.UNTRUSTED);
        assertThat(world.issuer.codes).hasValue(0);

        world.issuer.loginExtras = Map.of("iss", world.issuer.origin());
        assertThat(world.caller().call()).isEqualTo(200);
    }

    @Test
    void aWrongIssuerIsRefusedAlsoWhereNoneIsAnnounced() throws Exception {
        world.issuer.loginExtras = Map.of("iss", "https://evil.example");

        assertThat(world.caller().failure().kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(world.issuer.codes).hasValue(0);
    }

    @Test
    void parametersOfTheEndpointStayAndOursWin() throws Exception {
        world.issuer.metadata.put(
                "authorization_endpoint",
                world.issuer.origin() + "/authorize?tenant=a%20b&state=evil&client_id=evil&redirect_uri=https://evil");

        assertThat(world.caller(world.oauth()
                                .authorizationParameters(Map.of("audience", "api", "state", "mine"))
                                .build())
                        .call())
                .isEqualTo(200);

        String query = world.browser.opened().get(0).getRawQuery();
        assertThat(query).doesNotContain("evil").doesNotContain("state=mine").contains("audience=api");
        assertThat(world.issuer.loginQueries.get(0)).containsEntry("tenant", "a b");
    }

    @Test
    void aFixedPortThatIsTakenIsExplained() throws Exception {
        int taken = world.issuer.uri("/").getPort();

        AuthorizationException failure =
                world.caller(world.oauth().callbackPort(taken).build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure)
                .hasMessageContaining("127.0.0.1 at port " + taken)
                .hasMessageContaining("choose another callbackPort, or 0 for a free one");
        assertThat(world.browser.opened()).isEmpty();
    }
}
