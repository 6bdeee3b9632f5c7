package dev.fastmcp.auth.internal.flow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine. It writes down what it is asked. */
public class Site implements AutoCloseable {

    /** A request that is to be answered. */
    public record Visit(HttpExchange exchange, String body) {

        public Map<String, String> query() {
            return form(exchange.getRequestURI().getRawQuery());
        }

        public Map<String, String> form() {
            return form(body);
        }

        public String header(String name) {
            String value = exchange.getRequestHeaders().getFirst(name);
            return value == null ? "" : value;
        }

        private static Map<String, String> form(String text) {
            Map<String, String> form = new LinkedHashMap<>();
            for (String pair : (text == null ? "" : text).split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    form.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
            return form;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        public Map<String, Object> json() {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            @SuppressWarnings("unchecked")
            Map<String, Object> members =
                    (Map<String, Object>) JsonValue.raw(JsonCodec.discovered(), bytes, 0, bytes.length)
                            .asObject();
            return members;
        }

        public void answer(int status, Map<String, Object> json) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            send(status, JsonCodec.discovered().encode(json));
        }

        public void answer(int status, String text) throws IOException {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            send(status, text.getBytes(StandardCharsets.UTF_8));
        }

        public void redirect(String target) throws IOException {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(302, -1);
        }

        private void send(int status, byte[] body) throws IOException {
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** Answers requests. */
    public interface Page {
        void serve(Visit visit) throws IOException;
    }

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    protected Site() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Visit visit =
                    new Visit(exchange, new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + visit.header("Authorization")
                    + " " + visit.body());
            Page page = pages.get(exchange.getRequestURI().getPath());
            if (page == null) {
                visit.answer(404, "");
            } else {
                page.serve(visit);
            }
        }
    }

    public final void page(String path, Page page) {
        pages.put(path, page);
    }

    public final String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public final URI uri(String path) {
        return URI.create(origin() + path);
    }

    /** All that came: method, address, credentials and body. */
    public final List<String> asked() {
        return List.copyOf(asked);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
