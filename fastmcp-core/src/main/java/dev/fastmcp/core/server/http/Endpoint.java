package dev.fastmcp.core.server.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.MessageCodec;
import dev.fastmcp.core.server.Arrival;
import dev.fastmcp.core.server.Conversation;
import dev.fastmcp.core.server.ServerCore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers HTTP requests: a message each, and streams for what the server says by itself. Thread-safe. */
final class Endpoint {

    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());
    private static final String SESSION = "Mcp-Session-Id";
    private static final int PULSE_SECONDS = 15;

    private final ServerCore core;
    private final MessageCodec codec;
    private final String path;
    private final Guard guard;
    private final int maxBodyBytes;
    private final Sessions sessions;

    Endpoint(ServerCore core, MessageCodec codec, String path, Guard guard, int maxBodyBytes) {
        this.core = core;
        this.codec = codec;
        this.path = path;
        this.guard = guard;
        this.maxBodyBytes = maxBodyBytes;
        this.sessions = new Sessions(core);
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int refusal = guard.refusal(exchange.getRequestHeaders());
            if (refusal == 401) {
                exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
            }
            if (refusal != 0) {
                status(exchange, refusal);
            } else if (!path.equals(exchange.getRequestURI().getPath())) {
                status(exchange, 404);
            } else {
                switch (exchange.getRequestMethod()) {
                    case "POST" -> post(exchange);
                    case "GET" -> listen(exchange);
                    case "DELETE" -> delete(exchange);
                    default -> notAllowed(exchange);
                }
            }
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client is gone", e);
        }
    }

    private static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    private static void notAllowed(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Allow", "GET, POST, DELETE");
        status(exchange, 405);
    }

    void close() {
        sessions.closeAll();
    }

    private void post(HttpExchange exchange) throws IOException {
        Headers headers = exchange.getRequestHeaders();
        String type = first(headers, "Content-Type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            status(exchange, 415);
            return;
        }
        byte[] body = exchange.getRequestBody().readNBytes(maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            status(exchange, 413);
            return;
        }
        List<JsonRpcMessage> messages = new ArrayList<>();
        codec.read(body, 0, body.length, messages::add);
        Reply reply = new Reply(exchange, codec);
        if (messages.size() != 1) {
            JsonRpcError error = JsonRpcError.of(JsonRpcError.INVALID_REQUEST, "Send one message at a time");
            reply.finish(400, new JsonRpcMessage.Failure(Optional.empty(), error));
            return;
        }
        switch (messages.get(0)) {
            case JsonRpcMessage.Request request -> answer(exchange, reply, request);
            case JsonRpcMessage.Malformed malformed -> reply.finish(400, Conversation.refusal(malformed));
            case JsonRpcMessage.Notification notification -> {
                if (isModern(headers)) {
                    status(exchange, 202);
                } else {
                    tell(exchange, conversation -> conversation.receive(notification));
                }
            }
            case JsonRpcMessage.Response response -> tell(exchange, conversation -> conversation.receive(response));
        }
    }

    private interface Telling {

        void to(Conversation conversation);
    }

    private void tell(HttpExchange exchange, Telling telling) throws IOException {
        Optional<Session> session = session(exchange);
        if (session.isPresent()) {
            telling.to(session.get().conversation());
            status(exchange, 202);
        }
    }

    /** The session that a request names; if there is none, the request is refused. */
    private Optional<Session> session(HttpExchange exchange) throws IOException {
        String id = first(exchange.getRequestHeaders(), SESSION);
        if (id == null) {
            status(exchange, 400);
            return Optional.empty();
        }
        Optional<Session> session = sessions.find(id);
        if (session.isEmpty()) {
            status(exchange, 404);
        }
        return session;
    }

    private static @Nullable String first(Headers headers, String name) {
        return headers.getFirst(name);
    }

    private static boolean isModern(Headers headers) {
        return Optional.ofNullable(first(headers, ModernHeaders.VERSION_HEADER))
                .flatMap(ProtocolVersion::ofWireName)
                .filter(version -> version.era() == Era.MODERN)
                .isPresent();
    }

    private void answer(HttpExchange exchange, Reply reply, JsonRpcMessage.Request request) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        Arrival arrival = new Arrival(headers, reply, null);
        if (Conversation.isModern(request, headers)) {
            answerModern(exchange.getRequestHeaders(), reply, request, arrival);
        } else if (request.method().equals("initialize")) {
            introduce(exchange, reply, request, arrival);
        } else {
            Optional<Session> session = session(exchange);
            if (session.isPresent()) {
                respond(reply, request, arrival, session.get().conversation(), false);
            }
        }
    }

    private void answerModern(Headers headers, Reply reply, JsonRpcMessage.Request request, Arrival arrival)
            throws IOException {
        Optional<JsonRpcError> fault = ModernHeaders.fault(request, headers);
        if (fault.isPresent()) {
            reply.finish(400, new JsonRpcMessage.Failure(Optional.of(request.id()), fault.get()));
            return;
        }
        try (Conversation conversation = core.converseOnce()) {
            respond(reply, request, arrival, conversation, true);
        }
    }

    private void introduce(HttpExchange exchange, Reply reply, JsonRpcMessage.Request request, Arrival arrival)
            throws IOException {
        Optional<Session> opened = sessions.open();
        if (opened.isEmpty()) {
            status(exchange, 503);
            return;
        }
        Session session = opened.get();
        exchange.getResponseHeaders().set(SESSION, session.id());
        respond(reply, request, arrival, session.conversation(), false);
        if (session.conversation().peer().isEmpty()) {
            sessions.close(session);
        }
    }

    private static void respond(
            Reply reply, JsonRpcMessage.Request request, Arrival arrival, Conversation conversation, boolean modern)
            throws IOException {
        Optional<JsonRpcMessage.Response> response;
        Pulse pulse = Pulse.of(reply, PULSE_SECONDS, () -> conversation.cancel(request.id()));
        try {
            response = conversation.answer(request, arrival);
        } finally {
            pulse.end();
        }
        if (response.isPresent()) {
            reply.finish(modern ? status(response.get()) : 200, response.get());
        } else {
            reply.open();
        }
    }

    /** The statuses that the modern era prescribes for errors. */
    private static int status(JsonRpcMessage.Response response) {
        if (!(response instanceof JsonRpcMessage.Failure failure)) {
            return 200;
        }
        return switch (failure.error().code()) {
            case JsonRpcError.METHOD_NOT_FOUND -> 404;
            case JsonRpcError.HEADER_MISMATCH,
                    JsonRpcError.MISSING_CLIENT_CAPABILITY,
                    JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION -> 400;
            default -> 200;
        };
    }

    private void listen(HttpExchange exchange) throws IOException {
        if (isModern(exchange.getRequestHeaders())) {
            notAllowed(exchange);
            return;
        }
        Optional<Session> found = session(exchange);
        if (found.isEmpty()) {
            return;
        }
        Session session = found.get();
        if (!session.beginToListen()) {
            status(exchange, 409);
            return;
        }
        try {
            Reply reply = new Reply(exchange, codec);
            reply.open();
            while (!session.isClosed()) {
                JsonRpcMessage next = session.next(PULSE_SECONDS);
                if (next == null) {
                    reply.pulse();
                } else {
                    reply.send(next);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            session.endListening();
        }
    }

    private void delete(HttpExchange exchange) throws IOException {
        Optional<Session> session = session(exchange);
        if (session.isPresent()) {
            sessions.close(session.get());
            status(exchange, 204);
        }
    }
}
