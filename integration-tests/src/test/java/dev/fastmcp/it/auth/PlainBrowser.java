package dev.fastmcp.it.auth;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** What follows redirects and keeps cookies, but shows no page: enough where the authorization server answers by itself. */
public final class PlainBrowser implements AutoCloseable {

    private static final int MOST_REDIRECTS = 20;

    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /**
     * Follows redirects on the server of an authorization URL.
     *
     * @return the first address elsewhere: that of the callback, which is not asked for anything
     * @throws AssertionError if the server answers anything but a redirect
     */
    public URI follow(URI authorization) throws IOException, InterruptedException {
        URI at = authorization;
        for (int redirect = 0; redirect < MOST_REDIRECTS; redirect++) {
            HttpResponse<String> response = load(at);
            URI from = at;
            at = from.resolve(response.headers()
                    .firstValue("location")
                    .orElseThrow(() -> new AssertionError(
                            from.getPath() + " answered " + response.statusCode() + " and no redirect")));
            if (!at.getRawAuthority().equals(authorization.getRawAuthority())) {
                return at;
            }
        }
        throw new AssertionError("more than " + MOST_REDIRECTS + " redirects");
    }

    /** Follows redirects, and loads the page of the callback. */
    public HttpResponse<String> visit(URI authorization) throws IOException, InterruptedException {
        return load(follow(authorization));
    }

    private HttpResponse<String> load(URI address) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(30)).build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
        http.close();
    }
}
