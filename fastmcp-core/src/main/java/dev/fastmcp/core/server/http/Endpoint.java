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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Answers HTTP requests: a message each, and streams for what the server says by itself. Thread-safe. */
final class Endpoint {

    private static final System.Logger LOG = System.getLogger(Endpoint.class.getName());
    private static final String SESSION = "Mcp-Session-Id";
    private static final byte[] FORBIDDEN =
            "The Host or Origin of the request is not allowed at this server.".getBytes(StandardCharsets.US_ASCII);

    private final ServerCore core;
    private final MessageCodec codec;
    private final String path;
    private final Guard guard;
    private final int maxBodyBytes;
    private final Patience patience;
    private final Semaphore places;
    private final Sessions sessions;
    private final Pulses pulses = new Pulses();

    Endpoint(ServerCore core, MessageCodec codec, String path, Guard guard, HttpLimits limits, Patience patience) {
        this.core = core;
        this.codec = codec;
        this.path = path;
        this.guard = guard;
        this.maxBodyBytes = limits.maxBodyBytes();
        this.patience = patience;
        this.places = new Semaphore(limits.maxRequests());
        this.sessions = new Sessions(core, codec, limits.maxSessions());
    }

    void handle(HttpExchange exchange) throws IOException {
        patience.end();
        boolean placed = places.tryAcquire();
        try {
            if (placed) {
                serve(exchange);
            } else {
                status(exchange, 503);
            }
        } catch (UncheckedIOException e) {
            LOG.log(System.Logger.Level.DEBUG, "A client is gone", e);
        } finally {
            if (placed) {
                places.release();
            }
            // It may write what is left, and read what nobody wanted.
            patience.limit(exchange::close);
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        int refusal = guard.refusal(exchange.getRequestHeaders());
        if (refusal == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        if (refusal == 403) {
            forbidden(exchange);
        } else if (refusal != 0) {
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
    }

    private void status(HttpExchange exchange, int status) throws IOException {
        patience.limit(() -> exchange.sendResponseHeaders(status, -1));
    }

    /** Somebody who sets up a server has to learn that it is not the credentials. */
    private void forbidden(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        patience.limit(() -> {
            exchange.sendResponseHeaders(403, FORBIDDEN.length);
            exchange.getResponseBody().write(FORBIDDEN);
        });
    }

    private void notAllowed(HttpExchange exchange) throws IOException {
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
        byte[] body = patience.read(exchange.getRequestBody(), contentLength(headers), maxBodyBytes + 1);
        if (body.length > maxBodyBytes) {
            status(exchange, 413);
            return;
        }
        List<JsonRpcMessage> messages = new ArrayList<>();
        codec.read(body, 0, body.length, messages::add);
        Reply reply = new Reply(exchange, codec, patience);
        if (messages.size() != 1 || Batch.isBatch(body) && !(messages.get(0) instanceof JsonRpcMessage.Malformed)) {
            batch(exchange, reply, messages);
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

    private void batch(HttpExchange exchange, Reply reply, List<JsonRpcMessage> messages) throws IOException {
        Optional<Session> session = Optional.empty();
        if (first(exchange.getRequestHeaders(), SESSION) != null) {
            session = session(exchange);
            if (session.isEmpty()) {
                return;
            }
        }
        Optional<JsonRpcError> refusal = Batch.refusal(
                messages, session.flatMap(known -> known.conversation().peer()));
        if (session.isEmpty() || refusal.isPresent()) {
            reply.finish(400, new JsonRpcMessage.Failure(Optional.empty(), refusal.orElseThrow()));
            return;
        }
        run(exchange, messages, session.get());
    }

    private void run(HttpExchange exchange, List<JsonRpcMessage> messages, Session session) throws IOException {
        try (Session.Use use = session.use();
                KeptStream kept = KeptStream.begin(session.log())) {
            Reply reply = new Reply(exchange, codec, patience, kept);
            BatchReply replies = new BatchReply(reply);
            Batch batch = new Batch(use.conversation(), replies, arrival(exchange, reply));
            Pulse pulse = pulses.slow(reply, batch::cancel);
            try {
                batch.run(messages);
            } finally {
                pulse.end();
            }
            replies.finish();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
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

    private static long contentLength(Headers headers) {
        String length = first(headers, "Content-Length");
        // The JDK's server has read it, and refuses what is no number.
        return length == null ? -1 : Long.parseLong(length);
    }

    private static boolean isModern(Headers headers) {
        return Optional.ofNullable(first(headers, ModernHeaders.VERSION_HEADER))
                .flatMap(ProtocolVersion::ofWireName)
                .filter(version -> version.era() == Era.MODERN)
                .isPresent();
    }

    private void answer(HttpExchange exchange, Reply reply, JsonRpcMessage.Request request) throws IOException {
        Arrival arrival = arrival(exchange, reply);
        if (Conversation.isModern(request, arrival.headers())) {
            answerModern(exchange.getRequestHeaders(), reply, request, arrival);
        } else if (request.method().equals("initialize")) {
            introduce(exchange, reply, request, arrival);
        } else {
            Optional<Session> session = session(exchange);
            if (session.isPresent()) {
                answer(exchange, request, arrival, session.get());
            }
        }
    }

    private static Arrival arrival(HttpExchange exchange, Reply reply) {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new Arrival(headers, reply, null);
    }

    private void answerModern(Headers headers, Reply reply, JsonRpcMessage.Request request, Arrival arrival)
            throws IOException {
        try (Conversation conversation = core.converseOnce()) {
            Optional<JsonRpcError> fault = ModernHeaders.fault(request, headers)
                    .or(() -> new MirroredArguments(conversation, arrival).fault(request, headers));
            if (fault.isPresent()) {
                reply.finish(400, new JsonRpcMessage.Failure(Optional.of(request.id()), fault.get()));
            } else {
                respond(reply, request, arrival, conversation, true);
            }
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

    /** In a session an answer outlives its connection. */
    private void answer(HttpExchange exchange, JsonRpcMessage.Request request, Arrival arrival, Session session)
            throws IOException {
        try (Session.Use use = session.use();
                KeptStream kept = KeptStream.begin(session.log())) {
            Reply reply = new Reply(exchange, codec, patience, kept);
            respond(reply, request, arrival.through(reply), use.conversation(), false);
        }
    }

    private void respond(
            Reply reply, JsonRpcMessage.Request request, Arrival arrival, Conversation conversation, boolean modern)
            throws IOException {
        Optional<JsonRpcMessage.Response> response;
        Runnable giveUp = () -> conversation.cancel(request.id());
        Pulse pulse = modern ? pulses.quick(reply, giveUp) : pulses.slow(reply, giveUp);
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
        Optional<EventId> last = EventId.parse(first(exchange.getRequestHeaders(), "Last-Event-ID"));
        Session.Use use = found.get().use();
        try {
            if (last.isPresent() && last.get().stream() != EventId.LISTENING) {
                resume(exchange, found.get(), last.get());
            } else {
                listen(exchange, found.get(), last);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            use.close();
        }
    }

    private void listen(HttpExchange exchange, Session session, Optional<EventId> last)
            throws IOException, InterruptedException {
        long turn = session.beginToListen(last.isPresent());
        if (turn == 0) {
            status(exchange, 409);
            return;
        }
        try {
            new Listening(session, new Reply(exchange, codec, patience))
                    .listen(last.orElseGet(session::delivered), turn);
        } finally {
            session.endListening(turn);
        }
    }

    private void resume(HttpExchange exchange, Session session, EventId last) throws IOException, InterruptedException {
        if (session.log().isReadable(last)) {
            new Listening(session, new Reply(exchange, codec, patience)).resume(last);
        } else {
            status(exchange, 400);
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
