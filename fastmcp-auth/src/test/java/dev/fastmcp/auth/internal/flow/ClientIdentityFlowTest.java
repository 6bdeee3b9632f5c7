package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.OAuth;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Clients that a server does not know any more, and servers that have moved. */
@Timeout(60)
class ClientIdentityFlowTest {

    private LoginWorld world;
    private IssuingServer other;

    @BeforeEach
    void begin() throws IOException {
        world = new LoginWorld();
        other = new IssuingServer();
    }

    @AfterEach
    void end() {
        world.close();
        other.close();
    }

    /** Leaves a registration in the storage, and no tokens that are of use. */
    private void loggedInBefore() throws Exception {
        world.caller().call();
        world.issuer.revoke();
    }

    @Test
    void aRememberedClientIsUsedAgainAtTheSameAddress() throws Exception {
        loggedInBefore();

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(world.issuer.registrations).hasValue(1);
        assertThat(world.issuer.loginQueries.stream()
                        .map(query -> query.get("redirect_uri"))
                        .distinct())
                .hasSize(1);
        assertThat(world.browser.opened()).hasSize(2);
    }

    @Test
    void theTrialNeitherCountsAsALoginNorSharesItsSecrets() throws Exception {
        loggedInBefore();
        world.caller().call();

        List<Map<String, String>> queries = world.issuer.loginQueries;
        assertThat(queries).hasSize(3);
        assertThat(queries.stream().map(query -> query.get("state")).distinct()).hasSize(3);
        assertThat(queries.stream().map(query -> query.get("code_challenge")).distinct())
                .hasSize(3);
        assertThat(world.issuer.codes).hasValue(2);
    }

    @Test
    void aClientThatTheLoginPageDoesNotKnowRegistersAnewBeforeThePersonSeesIt() throws Exception {
        loggedInBefore();
        world.issuer.forgetClients();

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(world.issuer.registrations).hasValue(2);
        assertThat(world.browser.opened()).hasSize(2);
        assertThat(world.browser.opened().get(1).getQuery())
                .doesNotContain(world.issuer.loginQueries.get(0).get("client_id"));
    }

    @Test
    void otherAnswersToTheTrialDoNotMatter() throws Exception {
        loggedInBefore();
        int[] asked = {0};
        world.issuer.page("/trial", visit -> {
            if (asked[0]++ == 0) {
                visit.answer(500, "busy");
            } else {
                visit.redirect(world.issuer.origin() + "/authorize?"
                        + visit.exchange().getRequestURI().getRawQuery());
            }
        });
        world.issuer.metadata.put("authorization_endpoint", world.issuer.origin() + "/trial");

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(asked[0]).isEqualTo(2);
        assertThat(world.issuer.registrations).hasValue(1);
    }

    @Test
    void aClientOfThisProcessIsNotTried() throws Exception {
        Caller caller = world.caller();
        caller.call();
        world.issuer.revoke();

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.loginQueries).hasSize(2);
    }

    @Test
    void preRegisteredClientsAreNotTried() throws Exception {
        world.issuer.know("operators-gave-this", "");
        world.caller(world.oauth().clientId("operators-gave-this").build()).call();
        world.issuer.revoke();

        assertThat(world.caller(world.oauth().clientId("operators-gave-this").build())
                        .call())
                .isEqualTo(200);

        assertThat(world.issuer.loginQueries).hasSize(2);
        assertThat(world.issuer.registrations).hasValue(0);
    }

    @Test
    void clientsWithADocumentAreNotTried() throws Exception {
        URI document = URI.create("https://client.example/about.json");
        world.issuer.metadata.put("client_id_metadata_document_supported", true);
        world.caller(world.oauth().clientMetadataUrl(document).build()).call();
        world.issuer.revoke();

        assertThat(world.caller(world.oauth().clientMetadataUrl(document).build())
                        .call())
                .isEqualTo(200);

        assertThat(world.issuer.loginQueries)
                .hasSize(2)
                .allSatisfy(query -> assertThat(query).containsEntry("client_id", document.toString()));
        assertThat(world.issuer.registrations).hasValue(0);
    }

    @Test
    void aClientThatTheTokenEndpointDoesNotKnowRegistersAndLogsInAgainOnce() throws Exception {
        loggedInBefore();
        world.issuer.checksClients = false;
        world.issuer.forgetClients();

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(world.issuer.registrations).hasValue(2);
    }

    @Test
    void aServerThatKnowsNoClientIsTriedTwiceAtMost() throws Exception {
        world.caller().call();
        world.issuer.endAccess();
        world.issuer.tokenFault = visit -> visit.answer(401, Map.of("error", "invalid_client"));

        AuthorizationException failure = world.caller().failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains("invalid_client");
        assertThat(failure).hasMessageContaining("check the id and the credentials of the client");
        assertThat(world.issuer.registrations).hasValue(2);
    }

    @Test
    void aRememberedAddressThatIsTakenMeansANewRegistration() throws Exception {
        loggedInBefore();
        URI redirect = URI.create(world.issuer.loginQueries.get(0).get("redirect_uri"));
        try (ServerSocket taken = new ServerSocket(redirect.getPort(), 1, InetAddress.getByName("127.0.0.1"))) {
            assertThat(taken.isBound()).isTrue();
            assertThat(world.caller().call()).isEqualTo(200);
        }

        assertThat(world.issuer.registrations).hasValue(2);
    }

    @Test
    void aServerThatHasMovedLeadsToAnIndependentLogin() throws Exception {
        world.issuer.secret = "of-the-old-one";
        world.issuer.metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
        world.caller().call();
        List<String> old = world.issuer.secrets();
        String oldId = world.issuer.loginQueries.get(0).get("client_id");
        world.server.issuer = other;

        assertThat(world.caller().call()).isEqualTo(200);

        assertThat(other.registrations).hasValue(1);
        assertThat(other.codes).hasValue(1);
        assertThat(world.issuer.refreshes).hasValue(0);
        assertThat(String.join("\n", other.asked())).doesNotContain(old).doesNotContain(oldId);
    }

    @Test
    void movingWhileTheClientRunsIsTheSame() throws Exception {
        Caller caller = world.caller();
        caller.call();
        List<String> old = world.issuer.secrets();
        world.server.issuer = other;

        assertThat(caller.call()).isEqualTo(200);

        assertThat(world.issuer.refreshes).hasValue(0);
        assertThat(String.join("\n", other.asked())).doesNotContain(old);
    }

    @Test
    void aPreRegisteredClientDoesNotMoveAlong() throws Exception {
        world.issuer.know("mine", "my-secret");
        world.caller(preRegistered().build()).call();
        world.server.issuer = other;

        AuthorizationException failure = world.caller(preRegistered().build()).failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure)
                .hasMessageContaining("names another authorization server than before, " + other.origin())
                .hasMessageContaining("log out and set the issuer");
        assertThat(other.tokenForms).isEmpty();
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void aPreRegisteredClientDoesNotMoveAlongAfterItsTokensHaveEnded() throws Exception {
        world.issuer.know("mine", "my-secret");
        world.caller(preRegistered().build()).call();
        world.expire();
        world.issuer.revoke();
        world.server.issuer = other;

        assertThat(world.caller(preRegistered().build()).failure().kind()).isEqualTo(Kind.UNTRUSTED);

        assertThat(other.tokenForms).isEmpty();
        assertThat(world.browser.opened()).hasSize(1);
    }

    @Test
    void aNamedIssuerIsTheOnlyOne() throws Exception {
        world.issuer.know("mine", "my-secret");
        world.server.issuer = other;

        AuthorizationException failure = world.caller(
                        preRegistered().issuer(world.issuer.origin()).build())
                .failure();

        assertThat(failure.kind()).isEqualTo(Kind.UNTRUSTED);
        assertThat(failure).hasMessageContaining("only \"" + world.issuer.origin() + "\" may be used");
        assertThat(world.browser.opened()).isEmpty();
    }

    private OAuth.Builder preRegistered() {
        return world.oauth().clientId("mine").clientSecret("my-secret");
    }
}
