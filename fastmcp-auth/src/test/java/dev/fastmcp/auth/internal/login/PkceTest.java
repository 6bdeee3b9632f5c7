package dev.fastmcp.auth.internal.login;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PkceTest {

    @Test
    void theChallengeIsThatOfTheSpecification() {
        // RFC 7636, appendix B
        assertThat(new Pkce("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").challenge())
                .isEqualTo("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    @Test
    void verifiersAndStatesAreLongAndNeverTheSame() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            seen.add(Pkce.generate().verifier());
            seen.add(Pkce.state());
        }

        assertThat(seen).hasSize(2000).allSatisfy(text -> assertThat(text).matches("[A-Za-z0-9_-]{43,128}"));
    }

    @Test
    void theVerifierIsNotShown() {
        Pkce pkce = Pkce.generate();

        assertThat(pkce.toString()).doesNotContain(pkce.verifier());
    }
}
