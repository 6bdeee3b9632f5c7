package dev.fastmcp.auth.internal.login;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.auth.internal.wire.AuthFailures;
import dev.fastmcp.auth.internal.wire.InstalledHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Asks the authorization server once, and takes the redirect that it answers with: some approve without a person. */
public final class UnattendedBrowser implements LoginPage {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final int MAX_BYTES = 1024 * 1024;

    /** Creates a browser; nothing is looked up yet. */
    public UnattendedBrowser() {}

    @Override
    @SuppressWarnings("NullAway") // javac does not write down that the body of a request may be null
    public Optional<URI> open(URI authorizationUrl) throws IOException, InterruptedException {
        HttpExchanger http =
                InstalledHttp.about(authorizationUrl).orElseThrow(() -> new IOException(InstalledHttp.MISSING));
        HttpExchanger.Response answer = http.send(new HttpExchanger.Request(
                "GET", authorizationUrl, Map.of("Accept", "text/html"), null, TIMEOUT, MAX_BYTES));
        String target = answer.header("Location")
                .orElseThrow(() -> new IOException(AuthFailures.shown(authorizationUrl) + " answers with HTTP status "
                        + answer.status() + " instead of a redirect: a person has to log in there"));
        try {
            return Optional.of(authorizationUrl.resolve(target));
        } catch (IllegalArgumentException e) {
            throw new IOException(AuthFailures.shown(authorizationUrl) + " redirects to something that is no address");
        }
    }
}
