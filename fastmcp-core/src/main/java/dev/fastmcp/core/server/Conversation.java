package dev.fastmcp.core.server;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.Implementation;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a server and one client have to say to each other. A conversation holds what the legacy era remembers of a client; requests of the modern era may come through it as well, and leave
 * nothing behind. Thread-safe.
 */
public final class Conversation implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Conversation.class.getName());

    private final Audience audience;
    private final LegacyClient client;
    private final ServerMethods methods;
    private final LegacyMethods legacy;
    private final ModernMethods modern;
    private final @Nullable Forwarder forwarder;
    private final ConcurrentMap<RequestId, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param lasts whether more than one request is to come */
    Conversation(ServerCore core, Outlet unasked, Senders senders, Results.Finish finish, boolean lasts) {
        this.audience = new Audience(core.audience());
        this.client = new LegacyClient(core.patience(), unasked, audience, lasts);
        this.methods = core.serve(client);
        this.forwarder = methods.forwarder().orElse(null);
        this.legacy = new LegacyMethods(methods, client);
        this.modern = new ModernMethods(core, methods, audience, senders, finish, lasts);
    }

    /**
     * Tells whether a request belongs to the modern era.
     *
     * @param headers what came with it, by names in lower case
     */
    public static boolean isModern(JsonRpcMessage.Request request, Map<String, List<String>> headers) {
        return ModernMethods.isModern(request, headers);
    }

    /**
     * Answers a request, on the calling thread.
     *
     * @return nothing if the request was cancelled
     */
    public Optional<JsonRpcMessage.Response> answer(JsonRpcMessage.Request request, Arrival arrival) {
        Running answering = expect(request);
        if (answering == null) {
            return Optional.of(doubled(request));
        }
        try {
            return answer(request, arrival, answering);
        } finally {
            settled(request);
        }
    }

    /** From now on the request can be cancelled; {@code null} if another one has the same id. To be called in the order in which requests come, whatever the order in which they are answered. */
    @Nullable
    Running expect(JsonRpcMessage.Request request) {
        Running answering = new Running();
        if (running.putIfAbsent(request.id(), answering) != null) {
            return null;
        }
        if (request.method().equals(LegacyMethods.INITIALIZE)) {
            client.expectIntroduction();
        }
        return answering;
    }

    /** The answer is on its way: the client that introduces itself sees it before anything else. */
    void settled(JsonRpcMessage.Request request) {
        if (request.method().equals(LegacyMethods.INITIALIZE)) {
            client.introductionEnded();
        }
    }

    static JsonRpcMessage.Failure failed(JsonRpcMessage.Request request) {
        return failure(request, JsonRpcError.of(JsonRpcError.INTERNAL_ERROR, "Internal error"));
    }

    static JsonRpcMessage.Failure doubled(JsonRpcMessage.Request request) {
        return failure(
                request,
                JsonRpcError.of(JsonRpcError.INVALID_REQUEST, "Another request with this id is not answered yet"));
    }

    Optional<JsonRpcMessage.Response> answer(JsonRpcMessage.Request request, Arrival arrival, Running answering) {
        JsonRpcMessage.Response response = null;
        answering.begin();
        try {
            response = answered(request, arrival.through(untilGone(arrival.outlet(), answering)), answering);
        } catch (InterruptedException e) {
            LOG.log(System.Logger.Level.DEBUG, request.method() + " was interrupted", e);
        } finally {
            running.remove(request.id(), answering);
            if (!answering.finish()) {
                response = null;
            }
        }
        return Optional.ofNullable(response);
    }

    /**
     * Hands a request on, if no thread has to wait for its answer.
     *
     * @param over hears once that there is nothing more to do, and the answer if there is one
     * @return false if it has to be answered by {@link #answer}
     */
    boolean submit(
            JsonRpcMessage.Request request,
            Arrival arrival,
            Running answering,
            Consumer<? super Optional<JsonRpcMessage.Response>> over) {
        Forwarder handing = forwarder;
        if (handing == null || closed || !handing.submits()) {
            return false;
        }
        Arrival heard = arrival.through(untilGone(arrival.outlet(), answering));
        Consumer<JsonRpcMessage.Response> end = response -> {
            running.remove(request.id(), answering);
            if (answering.finish()) {
                over.accept(Optional.of(response));
            }
        };
        try {
            Optional<Forwardable> found = ModernMethods.isModern(request, heard.headers())
                    ? modern.forwardable(request, heard)
                    : legacy.forwardable(request, heard);
            Optional<Runnable> cancel = found.flatMap(forwardable -> handing.submit(
                    forwardable.call(), new Later(request, forwardable.completion(), heard, answering, end)));
            cancel.ifPresent(action -> answering.handedOn(() -> {
                action.run();
                over.accept(Optional.empty());
            }));
            return cancel.isPresent();
        } catch (Throwable e) { // as in answered
            end.accept(refused(request, heard, answering, e));
            return true;
        }
    }

    /** Makes a response of what comes. */
    private record Later(
            JsonRpcMessage.Request request,
            Forwardable.Completion completion,
            Arrival arrival,
            Running answering,
            Consumer<? super JsonRpcMessage.Response> end)
            implements Forwarder.Answer {

        @Override
        public void result(Object result, Implementation server) {
            JsonRpcMessage.Response response;
            try {
                response = new JsonRpcMessage.Success(request.id(), completion.of(result, server));
            } catch (RuntimeException e) {
                response = refused(request, arrival, answering, e);
            }
            end.accept(response);
        }

        @Override
        public void failed(Exception cause) {
            end.accept(refused(request, arrival, answering, cause));
        }
    }

    /** A client that is gone has given up: a handler hears of it here, or, if it sends nothing more, by an interrupt. */
    private static Outlet untilGone(Outlet outlet, Running answering) {
        return message -> {
            try {
                outlet.send(message);
            } catch (UncheckedIOException e) {
                answering.cancel();
                throw e;
            }
        };
    }

    private JsonRpcMessage.Response answered(JsonRpcMessage.Request request, Arrival arrival, Running answering)
            throws InterruptedException {
        try {
            if (closed || answering.isCancelled()) {
                throw new InterruptedException();
            }
            methods.arriving(arrival.headers());
            JsonValue result = ModernMethods.isModern(request, arrival.headers())
                    ? modern.call(request, arrival)
                    : legacy.call(request, arrival);
            return new JsonRpcMessage.Success(request.id(), result);
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) { // whatever it is, the client waits for an answer
            return refused(request, arrival, answering, e);
        }
    }

    private static JsonRpcMessage.Failure refused(
            JsonRpcMessage.Request request, Arrival arrival, Running answering, Throwable cause) {
        if (cause instanceof JsonRpcException e) {
            return failure(
                    request,
                    new JsonRpcError(
                            e.code(), String.valueOf(e.getMessage()), e.data().map(JsonValue::of)));
        }
        boolean heard = arrival.failed(cause);
        if (cause instanceof DataMappingException) {
            return failure(
                    request, JsonRpcError.of(JsonRpcError.INVALID_PARAMS, "Invalid parameters: " + cause.getMessage()));
        }
        if (!heard && !answering.isCancelled()) {
            LOG.log(System.Logger.Level.ERROR, "A handler of " + request.method() + " failed", cause);
        }
        return failed(request);
    }

    private static JsonRpcMessage.Failure failure(JsonRpcMessage.Request request, JsonRpcError error) {
        return new JsonRpcMessage.Failure(Optional.of(request.id()), error);
    }

    /**
     * Which arguments of a tool the client has to repeat in headers, as far as that is known.
     *
     * @param headers of the HTTP request that calls it, by names in lower case
     * @return the header names by the path to the argument
     */
    public Map<List<String>, String> headersOf(String tool, Map<String, List<String>> headers) {
        return methods.headersOf(tool, headers);
    }

    /** Gives up a request, as the client could have done. */
    public void cancel(RequestId id) {
        Running cancelled = running.remove(id);
        if (cancelled != null) {
            cancelled.cancel();
        }
    }

    /** What to answer to something that is no message; without an id that could be read it may be no JSON at all. */
    public static JsonRpcMessage.Failure refusal(JsonRpcMessage.Malformed malformed) {
        int code = malformed.id().isPresent() ? JsonRpcError.INVALID_REQUEST : JsonRpcError.PARSE_ERROR;
        return new JsonRpcMessage.Failure(
                malformed.id(), JsonRpcError.of(code, "This is no message: " + malformed.reason()));
    }

    /** Takes in what needs no answer. */
    public void receive(JsonRpcMessage.Notification notification) {
        switch (notification.method()) {
            case "notifications/cancelled" ->
                notification
                        .params()
                        .flatMap(params -> params.member("requestId"))
                        .flatMap(id -> RequestId.ofJson(id.asObject()))
                        .ifPresent(this::cancel);
            case "notifications/initialized" -> client.initialized();
            default -> methods.receive(notification);
        }
    }

    /** Takes in the answer to something that the server has asked in the legacy era. */
    public void receive(JsonRpcMessage.Response response) {
        client.requests().answered(response);
    }

    /** Who the client is, once it has said so at a handshake. */
    public Optional<Peer> peer() {
        return client.peer();
    }

    /** Ends what would not end by itself: nobody wants to hear of changes any more, or answers what was asked. */
    void inputEnded() {
        audience.end();
        client.requests().end();
    }

    /** Cancels what is being answered or waits for the client to come back, and forgets the client. */
    @Override
    public void close() {
        closed = true;
        running.values().forEach(Running::cancel);
        modern.end();
        client.close();
        methods.close();
    }
}
