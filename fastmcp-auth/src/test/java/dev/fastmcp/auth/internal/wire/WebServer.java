package dev.fastmcp.auth.internal.wire;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.HttpExchangerProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server with pages that a test lays out; every other path is not found. It writes down what it is asked. */
public final class WebServer implements AutoCloseable {

    /** Answers one request. */
    public interface Page {
        void serve(HttpExchange exchange) throws IOException;
    }

    /** What came: method and path with query, in the order of time; and the body. */
    public record Asked(String line, Map<String, List<String>> headers, String body) {}

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpServer server;

    public WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            URI uri = exchange.getRequestURI();
            asked.add(
                    new Asked(exchange.getRequestMethod() + " " + uri, Map.copyOf(exchange.getRequestHeaders()), body));
            Page page = pages.get(uri.getPath());
            if (page == null) {
                text(exchange, 404, "text/plain", "not found");
            } else {
                page.serve(exchange);
            }
        }
    }

    /** Sends a text. */
    public static void text(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    /** Lays out a page. In its text {@code ORIGIN} stands for the origin of this server, and apostrophes for quotes. */
    public WebServer json(String path, String text) {
        return json(path, 200, text);
    }

    public WebServer json(String path, int status, String text) {
        String resolved = text.replace("ORIGIN", origin()).replace('\'', '"');
        return page(path, exchange -> text(exchange, status, "application/json", resolved));
    }

    public WebServer page(String path, Page page) {
        pages.put(path, page);
        return this;
    }

    public WebServer redirect(String path, String target) {
        return page(path, exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        });
    }

    /** Never answers. */
    public WebServer silent(String path) {
        return page(path, exchange -> {
            try {
                closed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    public String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public URI uri(String path) {
        return URI.create(origin() + path);
    }

    public List<Asked> asked() {
        return List.copyOf(asked);
    }

    public List<String> lines() {
        return asked.stream().map(Asked::line).toList();
    }

    /** What asks servers, for a server at this address. */
    public static OAuthHttp http(URI server) {
        return http(server, UrlPolicy.DEFAULT);
    }

    public static OAuthHttp http(URI server, UrlPolicy policy) {
        return new OAuthHttp(context(server, policy));
    }

    public static AuthContext context(URI server, UrlPolicy policy) {
        HttpExchangerProvider engine =
                ServiceLoader.load(HttpExchangerProvider.class).findFirst().orElseThrow();
        return new AuthContext(server, engine.create(server, policy), policy);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.close();
    }
}
