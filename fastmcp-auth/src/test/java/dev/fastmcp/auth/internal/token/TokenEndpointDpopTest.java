package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenEndpointDpopTest {

    private static final Map<String, String> FORM = TokenRequests.clientCredentials(Set.of(), Optional.empty());
    private static final Instant NOW = Instant.parse("2030-01-02T03:04:05Z");
    private static final String TOKENS = "{\"access_token\":\"t\",\"token_type\":\"DPoP\"}";
    private static final String USE_NONCE = "{\"error\":\"use_dpop_nonce\"}";

    private final DpopKey key = DpopKey.generate();
    private final DpopNonces nonces = new DpopNonces();
    private WebServer web;
    private TokenEndpoint endpoint;

    @BeforeEach
    void start() throws IOException {
        web = new WebServer();
        endpoint = new TokenEndpoint(WebServer.http(web.uri("/mcp")), nonces, InstantSource.fixed(NOW));
    }

    @AfterEach
    void stop() {
        web.close();
    }

    private TokenResponse request() throws InterruptedException {
        return endpoint.request(TokenEndpointTest.server(web), FORM, ClientProof.none("id"), Optional.of(key));
    }

    private AuthorizationException failure() {
        return catchThrowableOfType(AuthorizationException.class, this::request);
    }

    /** A page that wants a nonce. */
    private static WebServer.Page wanting(String nonce) {
        return exchange -> {
            exchange.getResponseHeaders().set("DPoP-Nonce", nonce);
            boolean good = nonceOf(exchange).equals(Optional.of(nonce));
            WebServer.text(exchange, good ? 200 : 400, "application/json", good ? TOKENS : USE_NONCE);
        };
    }

    private static Optional<String> nonceOf(HttpExchange exchange) {
        return DpopKey.nonceOf(exchange.getRequestHeaders().getFirst("DPoP"));
    }

    private List<Optional<String>> nonces() {
        return web.asked().stream().map(each -> DpopKey.nonceOf(proof(each))).toList();
    }

    private static String proof(WebServer.Asked asked) {
        return asked.headers().get("Dpop").get(0);
    }

    @Test
    void provesThatItHasTheKey() throws Exception {
        web.json("/token", TOKENS);

        TokenResponse tokens = request();

        assertThat(tokens.type()).isEqualTo("DPoP");
        SignedJWT proof = SignedJWT.parse(proof(web.asked().get(0)));
        assertThat(proof.verify(new ECDSAVerifier(proof.getHeader().getJWK().toECKey())))
                .isTrue();
        assertThat(proof.getJWTClaimsSet().getClaims()).containsOnlyKeys("jti", "htm", "htu", "iat");
        assertThat(proof.getJWTClaimsSet().getClaim("htm")).isEqualTo("POST");
        assertThat(proof.getJWTClaimsSet().getClaim("htu")).isEqualTo(web.origin() + "/token");
        assertThat(proof.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(NOW));
    }

    @Test
    void refusesTokensThatAreNotBound() {
        web.json("/token", "{'access_token':'SECRETTOKEN','token_type':'Bearer'}");

        assertThatThrownBy(this::request)
                .isInstanceOfSatisfying(
                        AuthorizationException.class, e -> assertThat(e.kind()).isEqualTo(Kind.UNTRUSTED))
                .hasMessageContaining("not bound to the key of this client")
                .hasMessageNotContaining("SECRETTOKEN");
    }

    @Test
    void asksAgainWithTheNonceThatTheServerWants() throws Exception {
        web.page("/token", wanting("n1"));

        assertThat(request().accessToken()).isEqualTo("t");
        assertThat(nonces()).containsExactly(Optional.empty(), Optional.of("n1"));
        assertThat(web.asked())
                .extracting(WebServer.Asked::body)
                .containsOnly("grant_type=client_credentials&client_id=id");
        assertThat(web.asked()).extracting(TokenEndpointDpopTest::jti).doesNotHaveDuplicates();
    }

    private static String jti(WebServer.Asked asked) throws Exception {
        return SignedJWT.parse(proof(asked)).getJWTClaimsSet().getJWTID();
    }

    @Test
    void remembersTheNonce() throws Exception {
        web.page("/token", wanting("n1"));
        request();
        request();

        assertThat(nonces()).containsExactly(Optional.empty(), Optional.of("n1"), Optional.of("n1"));
    }

    @Test
    void takesOverTheNonceOfASuccess() throws Exception {
        web.page("/token", exchange -> {
            exchange.getResponseHeaders().set("DPoP-Nonce", "next");
            WebServer.text(exchange, 200, "application/json", TOKENS);
        });
        request();
        request();

        assertThat(nonces()).containsExactly(Optional.empty(), Optional.of("next"));
    }

    @Test
    void asksAgainOnlyOnce() {
        int[] count = {0};
        web.page("/token", exchange -> {
            exchange.getResponseHeaders().set("DPoP-Nonce", "n" + count[0]++);
            WebServer.text(exchange, 400, "application/json", USE_NONCE);
        });

        AuthorizationException failure = failure();

        assertThat(failure.kind()).isEqualTo(Kind.REFUSED);
        assertThat(failure.errorCode()).contains("use_dpop_nonce");
        assertThat(web.asked()).hasSize(2);
    }

    @Test
    void doesNotAskAgainWithoutAnotherNonce() {
        web.json("/token", 400, USE_NONCE);

        assertThat(failure().errorCode()).contains("use_dpop_nonce");
        assertThat(web.asked()).hasSize(1);
    }

    @Test
    void usesNoNonceOfTheServerThatTokensAreShownTo() throws Exception {
        web.page("/token", wanting("n1"));
        request();

        assertThat(nonces.of(URI.create(web.origin() + "/mcp"))).isEmpty();
    }

    /** All are refused with the same nonce before any of them knows it. */
    @Test
    void asksAgainForEachOfManyRequestsAtOnce() throws Exception {
        int many = 4;
        CountDownLatch allThere = new CountDownLatch(many);
        WebServer.Page wanting = wanting("n1");
        web.page("/token", exchange -> {
            if (nonceOf(exchange).isEmpty()) {
                allThere.countDown();
                await(allThere);
            }
            wanting.serve(exchange);
        });
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<TokenResponse>> all = threads.invokeAll(Collections.nCopies(many, this::request));
            for (Future<TokenResponse> each : all) {
                assertThat(each.get().accessToken()).isEqualTo("t");
            }
        }
        assertThat(web.asked()).hasSize(2 * many);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(20, TimeUnit.SECONDS)) {
                throw new IOException("not all requests came");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void hidesTheProof() {
        web.page("/token", exchange -> {
            String proof = exchange.getRequestHeaders().getFirst("DPoP");
            WebServer.text(
                    exchange,
                    400,
                    "application/json",
                    "{\"error\":\"invalid_dpop_proof\",\"error_description\":\"bad: " + proof + "\"}");
        });

        assertThat(failure()).hasMessageContaining("(invalid_dpop_proof: bad: …)");
    }
}
