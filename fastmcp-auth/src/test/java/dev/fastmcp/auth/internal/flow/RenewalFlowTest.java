package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.FileTokenStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of tokens that end: refreshes, and the login that is left where these fail. */
@Timeout(60)
class RenewalFlowTest {

    private LoginWorld world;

    @TempDir
    private Path folder;

    @BeforeEach
    void begin() throws IOException {
        world = new LoginWorld();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void eightCallsAtOnceShareOneRefresh() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.expire();

        assertThat(caller.calls(8)).containsOnly(200);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.issuer.reuses).hasValue(0);
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void tokensThatTheServerEndsEarlyAreRefreshedOnceToo() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.issuer.endAccess();

        assertThat(caller.calls(8)).containsOnly(200);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void refreshTokensRotate() throws Exception {
        Caller caller = world.caller();
        caller.call();
        for (int i = 1; i <= 3; i++) {
            world.expire();
            assertThat(caller.call()).isEqualTo(200);
            assertThat(world.issuer.refreshes).hasValue(i);
        }

        assertThat(world.browser.opened()).hasSize(1);
        assertThat(world.issuer.reuses).hasValue(0);
        assertThat(world.issuer.tokenForms.get(1)).containsEntry("resource", world.server.origin() + "/mcp");
    }

    @Test
    void afterARestartTokensAreRefreshedAtTheirServerWithoutDiscovery() throws Exception {
        world.storage = FileTokenStorage.in(folder);
        world.caller().call();
        world.expire();
        int asked = world.issuer.metadataReads.get();
        int refused = world.server.refused.get();
        world.storage = FileTokenStorage.in(folder);

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.issuer.metadataReads).hasValue(asked);
        assertThat(world.server.refused).hasValue(refused);
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void afterARestartGoodTokensAreJustUsed() throws Exception {
        world.storage = FileTokenStorage.in(folder);
        world.caller().call();
        int asked = world.issuer.asked().size();
        world.storage = FileTokenStorage.in(folder);

        assertThat(world.caller().calls(8)).containsOnly(200);

        assertThat(world.issuer.asked()).hasSize(asked);
    }

    @Test
    void twoClientsWithOneStorageCostOneRefresh() throws Exception {
        world.storage = FileTokenStorage.in(folder);
        Caller one = world.caller();
        one.call();
        Caller other = world.caller();
        assertThat(other.call()).isEqualTo(200);
        world.expire();

        assertThat(one.call()).isEqualTo(200);
        assertThat(other.call()).isEqualTo(200);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.issuer.reuses).hasValue(0);
    }

    @Test
    void aRevokedGrantLeadsToALogin() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.issuer.revoke();

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.issuer.codes).hasValue(2);
        assertThat(world.issuer.registrations).hasValue(1);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void wordsThatOnlyOneServerUsesForAnEndedTokenLeadToALoginToo() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.expire();
        world.issuer.refreshFault = visit -> visit.answer(200, Map.of("error", "bad_refresh_token"));

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.codes).hasValue(2);
    }

    @Test
    void aRefusalThatGivesNoReasonLeadsToALoginToo() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.expire();
        world.issuer.refreshFault = visit -> visit.answer(400, "<h1>Bad request</h1>");

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.codes).hasValue(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "server_error", "invalid_grant"})
    void aServerThatIsOutOfOrderNeverCostsTheTokens(String error) throws Exception {
        world.storage = FileTokenStorage.in(folder);
        Caller caller = world.caller();
        caller.call();
        world.expire();
        world.issuer.refreshFault = visit -> visit.answer(503, error.isEmpty() ? Map.of() : Map.of("error", error));

        AuthorizationException failure = caller.failure();
        assertThat(failure.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(failure).hasMessageContaining(world.issuer.origin());
        assertThat(world.browser.opened()).hasSize(1);

        world.issuer.refreshFault = null;
        world.storage = FileTokenStorage.in(folder);
        assertThat(caller.call()).isEqualTo(200);
        assertThat(world.caller().call()).isEqualTo(200);
        assertThat(world.issuer.refreshes).hasValue(2);
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void anExpiredSecretLeadsToANewRegistration() throws Exception {
        world.issuer.secret = "swordfish-1";
        world.issuer.metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        world.issuer.secretExpiresAt =
                world.clock.instant().plus(Duration.ofMinutes(90)).getEpochSecond();
        Caller caller = world.caller();
        caller.call();
        world.expire();
        world.issuer.secret = "swordfish-2";
        world.issuer.secretExpiresAt = 0;

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.registrations).hasValue(2);
        assertThat(world.issuer.refreshes).hasValue(0);
        assertThat(world.issuer.codes).hasValue(2);
    }

    @Test
    void aServerThatRefusesEveryTokenIsAskedOnceForARefreshAndOnceForALogin() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.server.refusesAll = true;

        AuthorizationException failure = caller.failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure)
                .hasMessageContaining("refuses the token that " + world.issuer.origin() + " has just issued")
                .hasMessageContaining("its operators must find out why");
        assertThat(world.issuer.refreshes).hasValueLessThanOrEqualTo(1);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void aServerThatRefusesEveryTokenFromTheBeginningCostsOneLogin() throws Exception {
        world.server.refusesAll = true;

        assertThat(world.caller().failure().kind()).isEqualTo(Kind.REFUSED);

        assertThat(world.browser.opened()).hasSize(1);
        assertThat(world.issuer.refreshes).hasValue(0);
    }

    @Test
    void afterARestartItIsOneRefreshAndOneLoginAtMost() throws Exception {
        world.caller().call();
        world.server.refusesAll = true;

        assertThat(world.caller().failure().kind()).isEqualTo(Kind.REFUSED);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void tokensWithNoLifeDoNotLoop() throws Exception {
        world.issuer.expiresIn = 0;
        Caller caller = world.caller();

        for (int i = 0; i < 4; i++) {
            assertThat(caller.call()).isEqualTo(200);
        }
        assertThat(caller.calls(8)).containsOnly(200);

        assertThat(world.browser.opened()).hasSize(1);
        assertThat(world.issuer.refreshes).hasValueLessThanOrEqualTo(12);
        assertThat(world.issuer.reuses).hasValue(0);
    }

    @Test
    void tokensWithoutAnEndAreUsedUntilTheyAreRefused() throws Exception {
        world.issuer.expiresIn = "soon";
        Caller caller = world.caller();
        caller.call();
        world.clock.forward(Duration.ofDays(1000));

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.refreshes).hasValue(0);
    }

    @Test
    void callsThatWaitForARefreshShareItsFailure() throws Exception {
        Caller caller = world.caller();
        caller.call();
        // Tokens that were used once only are tried before they are renewed.
        caller.call();
        world.expire();
        world.issuer.refreshFault = visit -> {
            // Long enough for the others to queue up.
            Waiting.until("others wait", () -> caller.preparing() == 8);
            visit.answer(503, Map.of());
        };

        List<Object> outcomes = caller.calls(8);

        assertThat(outcomes)
                .allSatisfy(outcome ->
                        assertThat(((AuthorizationException) outcome).kind()).isEqualTo(Kind.UNAVAILABLE));
        assertThat(world.issuer.refreshes).hasValue(1);
    }
}
