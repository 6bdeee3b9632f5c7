package dev.fastmcp.auth.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.auth.OAuth;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tokens, codes, secrets, verifiers and states are told to nobody but their servers. */
@Timeout(60)
class SecrecyTest {

    @Test
    void nothingSecretIsLoggedOrThrownOrShown() throws Exception {
        try (LoginWorld world = new LoginWorld();
                IssuingServer other = new IssuingServer();
                LogRecords logs = new LogRecords()) {
            world.issuer.secret = "the-client-secret";
            world.issuer.metadata.put("token_endpoint_auth_methods_supported", List.of("client_secret_basic"));
            List<String> told = new ArrayList<>();
            Set<String> secrets = new LinkedHashSet<>();
            OAuth oauth = world.oauth().build();
            Caller caller = world.caller(oauth);
            caller.call();
            secrets.addAll(world.issuer.secrets());

            world.expire();
            world.issuer.refreshFault = echo(500);
            told.add(trace(caller.failure()));
            world.issuer.refreshFault = echo(404);
            told.add(trace(caller.failure()));
            world.issuer.refreshFault = visit -> visit.answer(400, Map.of("error", "invalid_grant"));
            caller.call();
            secrets.addAll(world.issuer.secrets());

            world.issuer.revoke();
            world.issuer.tokenFault = echo(400);
            told.add(trace(caller.failure()));
            world.issuer.tokenFault = visit -> visit.answer(200, visit.body());
            told.add(trace(caller.failure()));
            world.issuer.tokenFault = null;
            world.issuer.loginExtras = Map.of("iss", "https://evil.example");
            told.add(trace(caller.failure()));
            world.issuer.loginExtras = Map.of();
            world.issuer.loginError = "access_denied";
            told.add(trace(caller.failure()));
            world.issuer.loginError = "";
            world.server.refusesAll = true;
            told.add(trace(world.caller().failure()));
            world.server.refusesAll = false;
            secrets.addAll(world.issuer.secrets());
            world.server.issuer = other;
            caller.call();
            secrets.addAll(other.secrets());
            told.add(oauth.toString());
            told.add(oauth.status(world.server.uri("/mcp")).toString());
            told.add(caller.authenticator().toString());

            assertThat(secrets).hasSizeGreaterThan(20);
            assertThat(logs.records()).isNotEmpty();
            for (String secret : secrets) {
                assertThat(told).noneMatch(text -> text.contains(secret));
                assertThat(logs.records()).noneMatch(text -> text.contains(secret));
            }
        }
    }

    /** Some servers answer with what they were sent. */
    private static Site.Page echo(int status) {
        return visit -> visit.answer(status, visit.body());
    }

    private static String trace(AuthorizationException e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }
}
