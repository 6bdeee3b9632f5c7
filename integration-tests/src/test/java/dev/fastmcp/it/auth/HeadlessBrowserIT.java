package dev.fastmcp.it.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
            assertThat(HeadlessBrowser.brightnessOf("fixture-approved")).isGreaterThan(200);
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
            assertThat(HeadlessBrowser.brightnessOf("fixture-denied")).isLessThan(60);
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

    @Test
    void saysThatThereIsNoBrowser() {
        Path missing = Path.of("/not/there/chromium");
        try (HeadlessBrowser browser = HeadlessBrowser.approving().using(missing)) {
            assertThatThrownBy(() -> browser.visit(URI.create("http://127.0.0.1:9/"), "fixture-missing"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("There is no Chromium at " + missing)
                    .hasMessageContaining("run integration-tests/authorization/install")
                    .hasMessageContaining("FASTMCP_IT_BROWSER");
        }
    }

    @Test
    void aVisitLeavesNothingBehindEvenIfItIsEnded() throws Exception {
        HeadlessBrowser browser = HeadlessBrowser.approving();
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture<HeadlessBrowser.Page> visit =
                    browser.open(URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), "fixture-ended");
            // Chromium is there, with a profile, and waits for an answer.
            Socket asking = silent.accept();
            List<Path> folders = browser.folders();
            assertThat(folders)
                    .singleElement()
                    .satisfies(folder -> assertThat(folder)
                            .isDirectoryContaining(
                                    file -> file.getFileName().toString().startsWith("fastmcp-browser-")));

            browser.close();

            assertThatThrownBy(() -> visit.get(45, TimeUnit.SECONDS))
                    .hasMessageContaining("browser.mjs printed no line of JSON");
            assertThat(folders).noneMatch(Files::exists);
            asking.close();
        } finally {
            browser.close();
        }
    }

    private static ClientByHand client(AuthorizationServer authorization, Callback callback) throws Exception {
        return new ClientByHand(authorization.issuer(), "http://127.0.0.1:9/mcp", callback.address()).register();
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
