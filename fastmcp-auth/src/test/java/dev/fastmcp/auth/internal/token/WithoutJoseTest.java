package dev.fastmcp.auth.internal.token;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.auth.internal.wire.WebServer;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
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
        List<String> path = new ArrayList<>(path());
        assertThat(path.removeIf(entry -> entry.contains(LIBRARY))).isTrue();
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(File.pathSeparator, path),
                        ProgramWithoutJose.class.getName(),
                        origin)
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

    /** What this test itself runs with. */
    private static List<String> path() {
        return Stream.of(
                        Path.of("target", "test-classes").toAbsolutePath().toString(),
                        System.getProperty("jdk.module.path", ""),
                        System.getProperty("java.class.path", ""),
                        System.getProperty("surefire.test.class.path", ""))
                .flatMap(entries -> Stream.of(entries.split(File.pathSeparator)))
                .filter(entry -> !entry.isEmpty())
                .distinct()
                .toList();
    }
}
