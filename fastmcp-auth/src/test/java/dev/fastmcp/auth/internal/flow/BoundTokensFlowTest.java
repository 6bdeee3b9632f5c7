package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of tokens that are not bound to a key where somebody wants them bound (RFC 9449): the client, or the server. The authorization server of these tests issues no others. */
@Timeout(60)
class BoundTokensFlowTest {

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
    void aLoginThatYieldsUnboundTokensFailsAndIsNotUsed() throws Exception {
        AuthorizationException failure =
                world.caller(world.oauth().dpop(true).build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining("not bound to the key of this client");
        assertThat(world.server.served).hasValue(0);
        assertThat(world.oauth().build().status(world.server.uri("/mcp"))).isEmpty();
    }

    @Test
    void unboundTokensOfAnEarlierLoginAreNeitherSentNorRenewed() throws Exception {
        assertThat(world.caller().call()).isEqualTo(200);
        int sent = sentTokens();

        AuthorizationException failure =
                world.caller(world.oauth().dpop(true).build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(sentTokens()).isEqualTo(sent);
        assertThat(world.issuer.refreshes).hasValue(0);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void unboundTokensOfAnEarlierLoginAreNotRenewedAfterTheirEndEither() throws Exception {
        world.caller().call();
        world.expire();

        world.caller(world.oauth().dpop(true).build()).failure();

        assertThat(world.issuer.refreshes).hasValue(0);
    }

    private int sentTokens() {
        return (int) world.server.asked().stream()
                .filter(line -> line.contains("Bearer access-"))
                .count();
    }

    @Test
    void nobodyLogsInForTokensThatTheServerWillNotTake() throws Exception {
        world.server.metadata = Map.of("dpop_bound_access_tokens_required", true);

        AuthorizationException failure = world.caller().failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNSUPPORTED);
        assertThat(failure)
                .hasMessageContaining("takes only tokens that are bound to a key")
                .hasMessageContaining("dpop(true)");
        assertThat(world.browser.opened()).isEmpty();
        assertThat(world.issuer.registrations).hasValue(0);
    }

    @Test
    void aServerThatSaysNothingTrueAboutBindingIsLoggedInTo() throws Exception {
        world.server.metadata = Map.of("dpop_bound_access_tokens_required", "yes");

        assertThat(world.caller().call()).isEqualTo(200);
    }
}
