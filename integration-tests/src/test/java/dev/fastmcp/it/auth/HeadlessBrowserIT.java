package dev.fastmcp.it.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Real Chromium on the pages of the authorization server, and on a callback page that is not ours. */
@NeedsAuthorization
class HeadlessBrowserIT {

    private static final String PAGE = """
        <!doctype html><html lang="en"><head><title>Back again</title>
        <style>:root { color-scheme: light dark; }</style></head>
        <body><h1>Back again</h1><img src="http://127.0.0.1:9/not-there.png" alt=""></body></html>
        """;

    @Test
    void signsInAndAllows() throws Exception {
        try (Callback callback = new Callback();
                AuthorizationServer authorization = AuthorizationServer.start(Map.of("answer", "none"));
                ClientByHand client = client(authorization, callback);
                HeadlessBrowser browser = HeadlessBrowser.approving()) {
            HeadlessBrowser.Page page = browser.open(client.authorizationUrl("mcp:read"), "fixture-approved")
                    .get(45, TimeUnit.SECONDS);
            assertThat(page.url()).isEqualTo(callback.address().toString());
            assertThat(page.title()).isEqualTo("Back again");
            assertThat(page.text()).isEqualTo("Back again");
            assertThat(page.origins()).containsExactly(authorization.issuer(), callback.origin(), "http://127.0.0.1:9");
            assertThat(page.problems()).hasSize(1);
            assertThat(client.exchange(callback.query(), Map.of()).asMap()).containsEntry("scope", "mcp:read");
            assertThat(brightnessOf("fixture-approved")).isGreaterThan(200);
        }
    }

    @Test
    void signsInAndDeniesInTheDark() throws Exception {
        try (Callback callback = new Callback();
                AuthorizationServer authorization = AuthorizationServer.start(Map.of("answer", "none"));
                ClientByHand client = client(authorization, callback);
                HeadlessBrowser browser = HeadlessBrowser.denyingInTheDark()) {
            browser.visit(client.authorizationUrl("mcp:read"), "fixture-denied");
            assertThat(callback.query())
                    .containsEntry("error", "access_denied")
                    .containsEntry("state", client.state)
                    .doesNotContainKey("code");
            assertThat(brightnessOf("fixture-denied")).isLessThan(60);
        }
    }

    @Test
    void staysWhereTheServerTellsAnError() throws Exception {
        try (Callback callback = new Callback();
                AuthorizationServer authorization = AuthorizationServer.start(Map.of("answer", "none"));
                ClientByHand client = client(authorization, callback);
                HeadlessBrowser browser = HeadlessBrowser.approvingInTheDark()) {
            authorization.deleteClient(client.clientId());
            HeadlessBrowser.Page page = browser.visit(client.authorizationUrl("mcp:read"), "fixture-unknown-client");
            assertThat(page.url()).isEqualTo(authorization.issuer() + "/auth");
            assertThat(page.text()).contains("invalid_client");
            assertThat(page.origins()).isEqualTo(List.of(authorization.issuer()));
        }
    }

    private static ClientByHand client(AuthorizationServer authorization, Callback callback) throws Exception {
        return new ClientByHand(authorization.issuer(), "http://127.0.0.1:9/mcp", callback.address()).register();
    }

    /** Of the lower right corner, from 0 to 255. */
    private static int brightnessOf(String screenshot) throws IOException {
        BufferedImage image =
                ImageIO.read(HeadlessBrowser.screenshot(screenshot).toFile());
        return image.getRGB(image.getWidth() - 1, image.getHeight() - 1) & 0xff;
    }

    /** Where the authorization server sends the browser. */
    private static final class Callback implements AutoCloseable {

        private final HttpServer server =
                HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        private final CompletableFuture<String> query = new CompletableFuture<>();

        Callback() throws IOException {
            server.createContext("/callback", this::answer);
            server.start();
        }

        private void answer(HttpExchange exchange) throws IOException {
            query.complete(exchange.getRequestURI().getRawQuery());
            byte[] page = PAGE.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        }

        String origin() {
            return "http://127.0.0.1:" + server.getAddress().getPort();
        }

        URI address() {
            return URI.create(origin() + "/callback");
        }

        Map<String, String> query() throws Exception {
            return ClientByHand.query(query.get(10, TimeUnit.SECONDS));
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }
}
