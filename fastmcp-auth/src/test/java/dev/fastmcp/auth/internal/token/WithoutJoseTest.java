package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.auth.ChildJvm;
import dev.fastmcp.auth.internal.wire.WebServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The library that signs is optional: all that signs nothing works without it. */
class WithoutJoseTest {

    private static final String LIBRARY = "nimbus-jose-jwt";

    @Test
    void asksForTokensAndSaysWhatIsMissing() throws Exception {
        try (WebServer web = new WebServer()) {
            web.json("/token", "{'access_token':'t','token_type':'Bearer'}");

            List<String> said = run(web.origin());

            String missing = ": UNSUPPORTED Signing needs a library that is not installed: add"
                    + " com.nimbusds:nimbus-jose-jwt (on the module path also --add-modules com.nimbusds.jose.jwt)";
            assertThat(said)
                    .containsExactly(
                            "token: t", "assertion" + missing, "key" + missing, "proof" + missing, "again" + missing);
        }
    }

    private static List<String> run(String origin) throws Exception {
        List<String> path = new ArrayList<>(ChildJvm.path());
        assertThat(path.removeIf(entry -> entry.contains(LIBRARY))).isTrue();
        Process process = ChildJvm.running(path, ProgramWithoutJose.class, origin)
                .redirectErrorStream(true)
                .start();
        try {
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } finally {
            process.destroyForcibly();
        }
    }
}
