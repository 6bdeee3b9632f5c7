package dev.fastmcp.auth.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.auth.internal.wire.Challenges.Challenge;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ChallengesTest {

    private static Challenge challenge(String scheme, String... namesAndValues) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            parameters.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Challenge(scheme, parameters);
    }

    static Stream<Arguments> corpus() {
        return Stream.of(
                Arguments.of("Bearer", List.of(challenge("bearer"))),
                Arguments.of("Bearer realm=\"x\"", List.of(challenge("bearer", "realm", "x"))),
                Arguments.of("bEARER ERROR=invalid_token", List.of(challenge("bearer", "error", "invalid_token"))),
                Arguments.of(
                        "Bearer scope=\"a b\",error=\"e\"", List.of(challenge("bearer", "scope", "a b", "error", "e"))),
                Arguments.of("Bearer  a = 1 ,\t b\t=\"2\"", List.of(challenge("bearer", "a", "1", "b", "2"))),
                Arguments.of(
                        "Bearer a=\"1, 2 = \\\"3\\\" \\\\ 4\"", List.of(challenge("bearer", "a", "1, 2 = \"3\" \\ 4"))),
                Arguments.of("Bearer a=\"\"", List.of(challenge("bearer", "a", ""))),
                Arguments.of("Bearer a=1, A=2", List.of(challenge("bearer", "a", "1"))),
                // RFC 9110, section 11.6.1
                Arguments.of(
                        "Basic realm=\"simple\", Newauth realm=\"apps\", type=1, title=\"Login to \\\"apps\\\"\"",
                        List.of(
                                challenge("basic", "realm", "simple"),
                                challenge("newauth", "realm", "apps", "type", "1", "title", "Login to \"apps\""))),
                Arguments.of(
                        "Negotiate, Bearer scope=\"a\"",
                        List.of(challenge("negotiate"), challenge("bearer", "scope", "a"))),
                Arguments.of(
                        "Negotiate YWJj+/==, Bearer scope=\"a\"",
                        List.of(challenge("negotiate"), challenge("bearer", "scope", "a"))),
                Arguments.of("Negotiate YWJj", List.of(challenge("negotiate"))),
                Arguments.of("Bearer, , ,Basic ,", List.of(challenge("bearer"), challenge("basic"))),
                Arguments.of(
                        "DPoP algs=\"ES256 PS256\", error=\"use_dpop_nonce\"",
                        List.of(challenge("dpop", "algs", "ES256 PS256", "error", "use_dpop_nonce"))),
                // What servers should not send, and do.
                Arguments.of(
                        "Bearer error=\"e\" scope=\"s\" resource_metadata=https://h/p?q=1",
                        List.of(challenge(
                                "bearer", "error", "e", "scope", "s", "resource_metadata", "https://h/p?q=1"))),
                Arguments.of(
                        "Bearer realm=\"a\" Basic realm=\"b\"",
                        List.of(challenge("bearer", "realm", "a"), challenge("basic", "realm", "b"))),
                Arguments.of("realm=\"a\"", List.of()),
                Arguments.of("=, \"quoted, =\" ;, Bearer a=1", List.of(challenge("bearer", "a", "1"))),
                Arguments.of("Bearer a=\"never closed, b=2", List.of(challenge("bearer", "a", ""))),
                Arguments.of("Bearer a=\"ends in \\", List.of(challenge("bearer", "a", ""))),
                Arguments.of("Bearer error=, scope=x", List.of(challenge("bearer", "scope", "x"))),
                Arguments.of("", List.of()),
                Arguments.of(" ,\t, ", List.of()),
                Arguments.of("\u0000\u00e9{}", List.of()));
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void understandsWhatServersSend(String value, List<Challenge> expected) {
        assertThat(Challenges.parse(List.of(value)).all()).isEqualTo(expected);
    }

    @Test
    void readsSeveralHeadersEachByItself() {
        Challenges said = Challenges.parse(List.of("Basic realm=\"x", "Bearer scope=\"a b\", error=\"invalid_token\""));

        assertThat(said.all()).extracting(Challenge::scheme).containsExactly("basic", "bearer");
        assertThat(said.scope()).contains("a b");
        assertThat(said.error()).contains("invalid_token");
    }

    @Test
    void looksForTokensInTheSchemesThatTakeThem() {
        Challenges said = Challenges.parse(
                List.of("Digest scope=\"no\", error=\"no\", error_description=\"no\", DPoP error_description=\"why\","
                        + " Bearer error=\"yes\", scope=\"s\""));

        assertThat(said.error()).contains("yes");
        assertThat(said.scope()).contains("s");
        assertThat(said.errorDescription()).contains("why");
        assertThat(said.resourceMetadata()).isEmpty();
    }

    @Test
    void takesThePointerToMetadataFromAnySchemeButPrefersThoseOfTokens() {
        assertThat(Challenges.parse(List.of("Other resource_metadata=\"https://a\""))
                        .resourceMetadata())
                .contains("https://a");
        assertThat(Challenges.parse(List.of(
                                "Other resource_metadata=\"https://a\", Bearer resource_metadata=\"https://b\""))
                        .resourceMetadata())
                .contains("https://b");
    }

    @Test
    void knowsMissingScopesFromNeededOnes() {
        assertThat(Challenges.parse(List.of("Bearer error=\"insufficient_scope\", scope=\"a b\""))
                        .missingScopes())
                .contains("a b");
        assertThat(Challenges.parse(List.of("Bearer error=\"invalid_token\", scope=\"a b\""))
                        .missingScopes())
                .isEmpty();
        assertThat(Challenges.parse(List.of("Bearer error=\"insufficient_scope\", scope=\" \""))
                        .missingScopes())
                .isEmpty();
        assertThat(Challenges.NONE.missingScopes()).isEqualTo(Optional.empty());
    }

    @Test
    void readsNoMoreThanAnybodyHasReasonToSend() {
        assertThat(Challenges.parse(List.of("Basic, ".repeat(1000))).all()).hasSize(Challenges.MAX_CHALLENGES);
        assertThat(Challenges.parse(List.of("Bearer " + "a1=b, ".repeat(10_000)))
                        .all())
                .hasSize(1);
        assertThat(Challenges.parse(List.of("Bearer a=\"" + "x".repeat(1_000_000) + "\""))
                        .all())
                .containsExactly(challenge("bearer", "a", ""));
    }

    @Test
    void survivesAnything() {
        Random random = new Random(42);
        String alphabet = "aB1=\"\\, \t/+.~\u00e9\u0000";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder value = new StringBuilder();
            for (int i = random.nextInt(40); i > 0; i--) {
                value.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            Challenges said = Challenges.parse(List.of(value.toString()));
            assertThat(said.all()).allSatisfy(each -> assertThat(each.scheme()).isNotEmpty());
        }
    }
}
