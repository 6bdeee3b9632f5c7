package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A server that wants more than a token holds. */
@Timeout(60)
class StepUpFlowTest {

    private LoginWorld world;

    @BeforeEach
    void begin() throws IOException {
        world = new LoginWorld();
        world.server.wantedScope = "read";
    }

    @AfterEach
    void end() {
        world.close();
    }

    private Set<String> asked(int login) {
        return Set.of(world.issuer.loginQueries.get(login).get("scope").split(" "));
    }

    @Test
    void missingScopesAreAskedForBesidesTheOthers() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.server.neededScopes = Set.of("write");

        assertThat(caller.call()).isEqualTo(200);

        assertThat(asked(1)).containsExactlyInAnyOrder("read", "write");
        assertThat(world.issuer.refreshes).hasValue(0);
        assertThat(world.issuer.registrations).hasValue(1);
    }

    @Test
    void theScopesGrowStepByStep() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.server.neededScopes = Set.of("write");
        caller.call();
        world.server.neededScopes = Set.of("delete");

        assertThat(caller.call()).isEqualTo(200);

        assertThat(asked(2)).containsExactlyInAnyOrder("read", "write", "delete");
    }

    @Test
    void aRestartDoesNotForgetTheScopes() throws Exception {
        world.caller().call();
        world.server.neededScopes = Set.of("write");

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(world.browser.opened().get(1).getQuery()).contains("scope=read+write");
    }

    @Test
    void eightCallsAtOnceShareOneStep() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.server.neededScopes = Set.of("write");

        assertThat(caller.calls(8)).containsOnly(200);

        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void scopesThatAreNotGrantedAreAskedForOnce() throws Exception {
        world.issuer.grantedScope = "read";
        Caller caller = world.caller();
        caller.call();
        world.server.neededScopes = Set.of("write");

        AuthorizationException failure = caller.failure();
        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains("insufficient_scope");
        assertThat(failure)
                .hasMessageContaining("wants the scopes write, which were asked for and not granted")
                .hasMessageContaining("ask its operators for them");
        assertThat(world.browser.opened()).hasSize(2);

        assertThat(caller.failure().kind()).isEqualTo(Kind.REFUSED);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void norIsThePersonAskedAgainAfterEveryRefresh() throws Exception {
        world.issuer.grantedScope = "read";
        Caller caller = world.caller();
        caller.call();
        world.server.neededScopes = Set.of("write");
        caller.failure();
        world.expire();

        assertThat(caller.failure().kind()).isEqualTo(Kind.REFUSED);

        assertThat(world.issuer.refreshes).hasValue(1);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void aServerThatAlwaysWantsMoreIsGivenUp() throws Exception {
        Caller caller = world.caller();
        caller.call();
        int[] step = {0};
        world.server.before = () -> world.server.neededScopes = Set.of("more" + step[0]++);

        assertThat(caller.call()).isEqualTo(403);

        assertThat(world.browser.opened()).hasSizeLessThanOrEqualTo(4);
    }

    @Test
    void aPlain403IsJustThat() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.server.page("/mcp", visit -> visit.answer(403, "no"));

        assertThat(caller.call()).isEqualTo(403);

        assertThat(world.browser.opened()).hasSize(1);
    }
}
