package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.http.AuthChallenge;
import dev.fastmcp.api.http.AuthRequest;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DpopNoncesTest {

    private static final URI SERVER = URI.create("https://mcp.example/mcp");
    private static final String WANTED = "DPoP error=\"use_dpop_nonce\", error_description=\"Nonce, please\"";

    private final DpopNonces nonces = new DpopNonces();
    private final DpopKey key = DpopKey.generate();

    private AuthChallenge refusal(int status, String challenge, String nonce, Optional<String> sent) {
        String proof = key.proof("POST", SERVER, Optional.of("t"), sent, InstantSource.system());
        return new AuthChallenge(
                new AuthRequest("POST", SERVER),
                status,
                Map.of("www-authenticate", List.of(challenge), "dpop-nonce", List.of(nonce)),
                Map.of("Authorization", "DPoP t", "DPoP", proof),
                1);
    }

    private boolean learn(String challenge, String nonce, Optional<String> sent) {
        return nonces.learn(refusal(401, challenge, nonce, sent));
    }

    @Test
    void learnsTheNonceThatAServerWants() {
        assertThat(learn(WANTED, "n1", Optional.empty())).isTrue();

        assertThat(nonces.of(URI.create("https://MCP.example:443/other?x"))).contains("n1");
        assertThat(nonces.of(URI.create("https://other.example/mcp"))).isEmpty();
    }

    @Test
    void letsEveryRequestBeRepeatedThatWasSentWithoutTheNonce() {
        assertThat(learn(WANTED, "n1", Optional.empty())).isTrue();
        assertThat(learn(WANTED, "n1", Optional.empty())).isTrue();
        assertThat(learn(WANTED, "n2", Optional.of("n1"))).isTrue();
        assertThat(nonces.of(SERVER)).contains("n2");
    }

    @Test
    void repeatsNothingThatWasSentWithTheNonce() {
        assertThat(learn(WANTED, "n1", Optional.of("n1"))).isFalse();
    }

    @Test
    void repeatsNothingThatWasSentWithoutProof() {
        AuthChallenge refusal = new AuthChallenge(
                new AuthRequest("POST", SERVER),
                401,
                Map.of("WWW-Authenticate", List.of(WANTED), "DPoP-Nonce", List.of("n1")),
                Map.of(),
                1);

        assertThat(nonces.learn(refusal)).isFalse();
        assertThat(nonces.of(SERVER)).contains("n1");
    }

    @Test
    void findsTheErrorBehindOthers() {
        assertThat(learn("Bearer error=\"invalid_token\", " + WANTED, "n1", Optional.empty()))
                .isTrue();
    }

    @Test
    void takesOverNoncesOfOtherRefusals() {
        assertThat(learn("DPoP error=\"invalid_token\"", "n1", Optional.empty()))
                .isFalse();
        assertThat(nonces.learn(refusal(403, WANTED, "n2", Optional.empty()))).isFalse();
        assertThat(nonces.of(SERVER)).contains("n2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "a\"b", "a\\b", "ä", "a\r\nb"})
    void ignoresNoncesThatCannotBe(String nonce) {
        assertThat(learn(WANTED, nonce, Optional.empty())).isFalse();
        assertThat(nonces.of(SERVER)).isEmpty();
    }

    @Test
    void ignoresNoncesThatAreTooLong() {
        assertThat(learn(WANTED, "n".repeat(4097), Optional.empty())).isFalse();
        assertThat(nonces.of(SERVER)).isEmpty();
    }

    @Test
    void keepsTheNoncesOfTokenEndpointsApart() {
        nonces.takeOfTokenEndpoint(SERVER, Map.of("DPoP-Nonce", List.of("n1")));

        assertThat(nonces.ofTokenEndpoint(SERVER)).contains("n1");
        assertThat(nonces.of(SERVER)).isEmpty();

        nonces.takeOfTokenEndpoint(SERVER, Map.of());
        assertThat(nonces.ofTokenEndpoint(SERVER)).contains("n1");
    }
}
