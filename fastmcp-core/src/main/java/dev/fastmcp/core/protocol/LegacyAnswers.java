package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.ServerRequestContext;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Answers the requests that a server of the legacy era makes on one connection, each on a thread of its own. Thread-safe. */
final class LegacyAnswers {

    private static final System.Logger LOG = System.getLogger(LegacyAnswers.class.getName());
    private static final int MAX_ANSWERS = 256;

    private final ClientOptions options;
    private final ServerRequests requests;
    private final CompletableFuture<Channel> channel = new CompletableFuture<>();

    /** Bounds what a server that asks faster than it reads can make us hold. */
    private final Semaphore permits = new Semaphore(MAX_ANSWERS);

    /** Who works on an answer; taken out by whoever ends it first, and only that one may speak. */
    private final ConcurrentMap<RequestId, Thread> working = new ConcurrentHashMap<>();

    private volatile Optional<ServerDescription> server = Optional.empty();

    LegacyAnswers(ClientOptions options) {
        this.options = options;
        this.requests = new ServerRequests(options.handlers());
    }

    void bind(Channel opened) {
        channel.complete(opened);
    }

    void described(ServerDescription description) {
        server = Optional.of(description);
    }

    void answer(JsonRpcMessage.Request request) {
        if (!permits.tryAcquire()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Dropped a request of the server, which does not take the answers it has");
            return;
        }
        Thread thread = Thread.ofVirtual().name("fastmcp-answer").unstarted(() -> {
            try {
                send(request.id(), outcome(request));
            } finally {
                permits.release();
            }
        });
        if (working.putIfAbsent(request.id(), thread) == null) {
            thread.start();
        } else {
            permits.release();
            LOG.log(System.Logger.Level.WARNING, "Dropped a request of the server whose id is in use");
        }
    }

    /** Returns {@code null} if there is nothing to answer, since nobody wants it any more. */
    private JsonRpcMessage.@Nullable Response outcome(JsonRpcMessage.Request request) {
        if (request.method().equals("ping")) {
            return new JsonRpcMessage.Success(request.id(), JsonValue.of(Map.of()));
        }
        try {
            ServerRequestContext context = new ServerRequestContext(server, Optional.empty());
            Callable<Object> handler =
                    requests.handlerOf(request.method(), request.params().orElse(JsonValue.NULL), context);
            if (handler == null) {
                return failure(request, JsonRpcError.METHOD_NOT_FOUND, "This client does not offer the method");
            }
            return new JsonRpcMessage.Success(
                    request.id(), JsonValue.of(HandlerThread.run(handler, options.totalTimeout())));
        } catch (JsonRpcException e) {
            return failure(request, e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof JsonRpcException refusal) {
                return failure(request, refusal);
            }
            // What the application throws may hold what is none of the server's business.
            LOG.log(System.Logger.Level.WARNING, "The handler of " + request.method() + " failed", e.getCause());
            return failure(request, JsonRpcError.INTERNAL_ERROR, "The client's handler failed");
        } catch (TimeoutException e) {
            LOG.log(System.Logger.Level.WARNING, "The handler of {0} took too long", request.method());
            return failure(request, JsonRpcError.INTERNAL_ERROR, "The client's handler took too long");
        } catch (InterruptedException e) {
            return null;
        }
    }

    private static JsonRpcMessage.Failure failure(JsonRpcMessage.Request request, JsonRpcException refusal) {
        return new JsonRpcMessage.Failure(
                Optional.of(request.id()),
                new JsonRpcError(
                        refusal.code(), refusal.reason(), refusal.data().map(JsonValue::of)));
    }

    private static JsonRpcMessage.Failure failure(JsonRpcMessage.Request request, int code, String message) {
        return new JsonRpcMessage.Failure(Optional.of(request.id()), JsonRpcError.of(code, message));
    }

    private void send(RequestId id, JsonRpcMessage.@Nullable Response response) {
        if (working.remove(id) == null || response == null) {
            return;
        }
        try {
            channel.join().send(response);
        } catch (McpException e) {
            LOG.log(System.Logger.Level.DEBUG, "Could not answer the server", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server no longer wants an answer. */
    void cancel(JsonRpcMessage.Notification notification) {
        Object id = notification
                .params()
                .flatMap(params -> params.member("requestId"))
                .map(JsonValue::asObject)
                .orElse(null);
        Thread thread = RequestId.ofJson(id).map(working::remove).orElse(null);
        if (thread != null) {
            thread.interrupt();
        }
    }

    /** Interrupts all handlers. */
    void stop() {
        for (RequestId id : working.keySet()) {
            Thread thread = working.remove(id);
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
