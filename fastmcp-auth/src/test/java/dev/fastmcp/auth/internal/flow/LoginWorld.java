package dev.fastmcp.auth.internal.flow;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.InMemoryTokenStorage;
import dev.fastmcp.auth.OAuth;
import java.io.IOException;
import java.time.Duration;

/** All that takes part in logins: two servers, a browser, a place for tokens and a clock. */
final class LoginWorld implements AutoCloseable {

    final IssuingServer issuer = new IssuingServer();
    final ProtectedServer server = new ProtectedServer(issuer);
    final FollowingBrowser browser = new FollowingBrowser();
    final MovingClock clock = new MovingClock();
    TokenStorage storage = new InMemoryTokenStorage();

    LoginWorld() throws IOException {}

    OAuth.Builder oauth() {
        return OAuth.builder()
                .browser(browser)
                .tokenStorage(storage)
                .clock(clock)
                .callbackTimeout(Duration.ofSeconds(10));
    }

    /** A client as after a start of the program: it knows what is stored. */
    Caller caller() {
        return caller(oauth().build());
    }

    Caller caller(Authentication authentication) {
        return new Caller(server.uri("/mcp"), authentication);
    }

    /** Makes access tokens end, for the client as well as for the server. */
    void expire() {
        clock.forward(Duration.ofHours(2));
        issuer.endAccess();
    }

    @Override
    public void close() {
        server.close();
        issuer.close();
    }
}
