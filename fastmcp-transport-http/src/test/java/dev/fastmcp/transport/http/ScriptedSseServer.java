package dev.fastmcp.transport.http;

import dev.fastmcp.testkit.Outlet;
import dev.fastmcp.testkit.ScriptedConversation;
import dev.fastmcp.testkit.ScriptedServer;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/** A scripted server behind HTTP+SSE: each stream is a conversation of its own. */
final class ScriptedSseServer implements AutoCloseable {

    private final ScriptedServer script;
    private final RawHttpServer server;
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final AtomicInteger numbers = new AtomicInteger();

    ScriptedSseServer(ScriptedServer script) throws IOException {
        this.script = script;
        this.server = RawHttpServer.start(this::serve);
    }

    String url() {
        return server.url("/sse");
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(RawHttpServer.Exchange exchange) throws IOException {
        if (exchange.method().equals("GET")) {
            String path = "/messages?session=" + numbers.incrementAndGet();
            sessions.put(path, new Session(exchange));
            exchange.stream().chunk("event: endpoint\ndata: " + path + "\n\n");
            return;
        }
        Session session = sessions.get(exchange.request().path());
        exchange.status(session == null ? 404 : 202);
        if (session != null) {
            session.receive(exchange.request().body());
        }
    }

    private final class Session implements Outlet {

        private final RawHttpServer.Exchange stream;
        private final ReentrantLock receiving = new ReentrantLock();
        private final ScriptedConversation conversation = script.converse(this);

        Session(RawHttpServer.Exchange stream) {
            this.stream = stream;
        }

        void receive(String message) {
            receiving.lock();
            try {
                conversation.receive(message);
            } finally {
                receiving.unlock();
            }
        }

        @Override
        public void send(String text) {
            int half = text.length() / 2;
            if (half > 0 && Character.isHighSurrogate(text.charAt(half - 1))) {
                half--;
            }
            try {
                stream.chunk("event: message\ndata: " + text.substring(0, half));
                stream.chunk(text.substring(half) + "\n\n");
            } catch (IOException e) {
                // The client has gone.
            }
        }

        @Override
        public void hangUp() {
            try {
                stream.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
