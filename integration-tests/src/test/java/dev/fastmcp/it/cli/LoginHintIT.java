package dev.fastmcp.it.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the packaged command says about logins to somebody whom a server refuses, and to somebody who asks for one in vain. */
@Timeout(value = 3, unit = TimeUnit.MINUTES)
class LoginHintIT {

    @TempDir
    private Path home;

    private Cli.Run run(String... words) throws Exception {
        return Cli.run(Cli.atHome(home), words);
    }

    @Test
    void saysHowToLogInAtAServerThatWantsIt() throws Exception {
        try (PlainHttpServer server = PlainHttpServer.refusing(401)) {
            Cli.Run run = run("list", server.url());

            assertThat(run.exitCode()).isEqualTo(5);
            assertThat(run.err())
                    .contains("fastmcp: log in with \"fastmcp auth login " + server.url()
                            + "\", or give a token with --auth");
            assertThat(run.out()).isEmpty();
        }
    }

    @Test
    void suggestsALoginToTheUnknownWhereRightsAreMissing() throws Exception {
        try (PlainHttpServer server = PlainHttpServer.refusing(403)) {
            Cli.Run run = run("ping", "--server", server.url(), "--auth", "none");

            assertThat(run.exitCode()).isEqualTo(4);
            assertThat(run.err())
                    .contains("if it does so for want of a login, log in with \"fastmcp auth login " + server.url()
                            + "\"");
        }
    }

    @Test
    void suggestsNoLoginToThoseWhoHaveShownCredentials() throws Exception {
        try (PlainHttpServer server = PlainHttpServer.refusing(403)) {
            for (Cli.Run run : new Cli.Run[] {
                run("list", server.url(), "--auth", "SECRET-1"),
                run("list", server.url(), "--header", "authorization: Bearer SECRET-2"),
                run("auth", "login", server.url())
            }) {
                assertThat(run.exitCode()).isEqualTo(4);
                assertThat(run.err())
                        .contains("403")
                        .doesNotContain("auth login")
                        .doesNotContain("SECRET");
            }
            assertThat(server.credentials()).contains("Bearer SECRET-1", "Bearer SECRET-2");
        }
    }

    @Test
    void suggestsNoLoginWhereThatWouldNotHelp() throws Exception {
        try (PlainHttpServer server = PlainHttpServer.refusing(500)) {
            assertThat(run("list", server.url()).err()).contains("500").doesNotContain("auth login");
        }
    }

    @Test
    void repeatsNoAddressThatMayHoldASecret() throws Exception {
        try (PlainHttpServer server = PlainHttpServer.refusing(401)) {
            Cli.Run run = run("list", server.url() + "?key=SECRET", "--verbose");

            assertThat(run.err()).contains("fastmcp auth login ADDRESS").doesNotContain("SECRET");
        }
    }

    @Test
    void saysThatAServerWantsNoLogin() throws Exception {
        try (PlainHttpServer server = PlainHttpServer.open()) {
            for (String[] words : new String[][] {
                {"auth", "login", server.url()},
                {"auth", "login", server.url(), "--headless"}
            }) {
                Cli.Run run = run(words);
                assertThat(run.err()).isEmpty();
                assertThat(run.exitCode()).isZero();
                assertThat(run.out().strip()).isEqualTo("The server wants no login.");
            }
            assertThat(run("auth", "status", server.url()).exitCode()).isEqualTo(5);
            assertThat(server.credentials()).isEmpty();
        }
    }
}
