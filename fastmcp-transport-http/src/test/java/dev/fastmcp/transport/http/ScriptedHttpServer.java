package dev.fastmcp.transport.http;

import dev.fastmcp.testkit.Outlet;
import dev.fastmcp.testkit.ScriptedConversation;
import dev.fastmcp.testkit.ScriptedServer;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A scripted server behind Streamable HTTP. The handshake begins a session with a conversation of its own; what comes without a session shares one. Answers at once are
 * JSON; anything else makes an event stream. A conversation that hangs up ends the connection of the request, and a new one takes its place, as if the server had
 * begun anew.
 */
final class ScriptedHttpServer implements AutoCloseable {

    /** Ids within conversations, since clients that share one may use the same. */
    private static final AtomicLong IDS = new AtomicLong(5_000_000_000L);

    private final ScriptedServer script;
    private final RawHttpServer server;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger sessionNumbers = new AtomicInteger();

    ScriptedHttpServer(ScriptedServer script) throws IOException {
        this.script = script;
        sessions.put("", new Session());
        this.server = RawHttpServer.start(this::serve);
    }

    String url() {
        return server.url("/mcp");
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(RawHttpServer.Exchange exchange) throws IOException {
        Session session = sessions.get(exchange.request().header("Mcp-Session-Id"));
        if (session == null) {
            exchange.respond(404, "application/json", Json.error("null", -32001, "Session not found"));
            return;
        }
        switch (exchange.method()) {
            case "POST" -> post(exchange, session);
            case "GET" -> {
                if (exchange.request().has("Mcp-Session-Id")) {
                    exchange.stream().chunk(": listen\n");
                } else {
                    exchange.status(405);
                }
            }
            default -> {
                sessions.remove(exchange.request().header("Mcp-Session-Id"));
                exchange.status(204);
            }
        }
    }

    private void post(RawHttpServer.Exchange exchange, Session session) throws IOException {
        Map<String, Object> message = Json.object(exchange.request().body());
        if (!message.containsKey("id") || !message.containsKey("method")) {
            exchange.status(202);
            session.receive(Optional.empty(), exchange.request().body());
            return;
        }
        String header = "X-Nothing: 1";
        Session chosen = session;
        if (exchange.rpc().equals("initialize")) {
            String id = "session-" + sessionNumbers.incrementAndGet();
            chosen = new Session();
            sessions.put(id, chosen);
            header = "Mcp-Session-Id: " + id;
        }
        long number = IDS.incrementAndGet();
        Map<String, Object> renumbered = new LinkedHashMap<>(message);
        renumbered.put("id", number);
        chosen.receive(Optional.of(new Post(exchange, Long.toString(number), header)), Json.of(renumbered));
    }

    /** A request that waits for its answer. */
    private static final class Post {

        private final RawHttpServer.Exchange exchange;
        private final String number;
        private final String header;
        private boolean streaming;
        private boolean over;

        Post(RawHttpServer.Exchange exchange, String number, String header) {
            this.exchange = exchange;
            this.number = number;
            this.header = header;
        }

        void send(String text) throws IOException {
            boolean last = text.contains(number);
            String restored = text.replace(number, exchange.id());
            if (over) {
                return;
            }
            if (last && !streaming) {
                exchange.json(restored, header);
            } else {
                if (!streaming) {
                    exchange.stream(header);
                }
                exchange.event(restored);
                if (last) {
                    exchange.endStream();
                }
            }
            streaming = true;
            over = last;
        }
    }

    private final class Session implements Outlet {

        private final ReentrantLock receiving = new ReentrantLock();
        private final Map<String, Post> posts = new ConcurrentHashMap<>();
        private ScriptedConversation conversation = script.converse(this);
        private Optional<Post> current = Optional.empty();

        void receive(Optional<Post> post, String message) {
            receiving.lock();
            try {
                current = post;
                post.ifPresent(waiting -> posts.put(waiting.number, waiting));
                conversation.receive(message);
            } finally {
                current = Optional.empty();
                receiving.unlock();
            }
        }

        /** Called by one thread at a time. */
        @Override
        public void send(String text) {
            Optional<Post> asked = posts.entrySet().stream()
                    .filter(entry -> text.contains(entry.getKey()))
                    .map(Map.Entry::getValue)
                    .findFirst();
            asked.ifPresent(post -> posts.remove(post.number));
            asked.or(() -> receiving.isHeldByCurrentThread() ? current : Optional.empty())
                    .ifPresent(post -> {
                        try {
                            post.send(text);
                        } catch (IOException e) {
                            // The client has gone.
                        }
                    });
        }

        @Override
        public void hangUp() {
            try {
                if (current.isPresent()) {
                    current.get().exchange.close();
                }
            } catch (IOException e) {
                // It is closed all the same.
            }
            conversation = script.converse(this);
        }
    }
}
