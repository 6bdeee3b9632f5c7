package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.ProgressNotification;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Speaks the protocol of one era on one channel. Thread-safe. */
public abstract sealed class ProtocolEngine permits LegacyEngine, ModernEngine {

    private static final System.Logger LOG = System.getLogger(ProtocolEngine.class.getName());
    private static final int SHOWN_CHARACTERS = 500;

    private final Channel channel;
    private final ClientOptions options;
    private final RequestIds ids;

    ProtocolEngine(Channel channel, ClientOptions options, RequestIds ids) {
        this.channel = channel;
        this.options = options;
        this.ids = ids;
    }

    /** What the server said about itself. */
    public abstract ServerDescription server();

    /** Makes sure that the server is there. */
    public abstract void ping(CallOptions call);

    /** Asks for log messages from this level on. */
    public abstract void setLogLevel(LoggingLevel level);

    /** Adds what the era wants in {@code _meta}; {@code meta} holds what the call wants. */
    abstract void addMeta(Map<String, Object> params, Map<String, Object> meta);

    /** Judges a result before its caller sees it. */
    abstract void checkResult(String method, JsonValue result);

    /** Tells whether a request that is given up must be cancelled by a notification. */
    abstract boolean cancelsByNotification();

    /** What the server wants to see outside the message as well. */
    Map<String, String> parameters(String method, Map<String, Object> params) {
        return Map.of();
    }

    /** Looks at a result that is about to be returned, and may replace it. */
    <R> R accepted(R result) {
        return result;
    }

    /** Makes a request, again if a refusal tells how to do better. */
    JsonValue attempt(String method, Map<String, Object> params, CallOptions call) {
        return request(method, params, call);
    }

    final Channel channel() {
        return channel;
    }

    final Duration timeout(CallOptions call) {
        return call.timeout().orElse(options.timeout());
    }

    /**
     * Makes a request and returns its decoded result.
     *
     * @param params changed by this method
     */
    public <R> R request(Operation<R> operation, Map<String, Object> params, CallOptions call) {
        operation.feature().requireOf(server(), operation.method());
        JsonValue result = attempt(operation.method(), params, call);
        checkResult(operation.method(), result);
        return accepted(decode(operation.method(), result, operation.resultType()));
    }

    final JsonValue request(String method, Map<String, Object> params, CallOptions call) {
        RequestId.Number id = ids.next();
        Optional<ProgressListener> progress = call.progress().or(options::progressListener);
        Map<String, Object> meta = call.meta();
        if (progress.isPresent()) {
            meta = new LinkedHashMap<>(meta);
            meta.put("progressToken", id.value());
        }
        addMeta(params, meta);
        Optional<JsonValue> encodable = params.isEmpty() ? Optional.empty() : Optional.of(JsonValue.of(params));
        JsonRpcMessage.Request request = new JsonRpcMessage.Request(id, method, encodable);
        ExchangeOptions exchange = new ExchangeOptions(
                timeout(call), related(progress), call.headers().asMap(), parameters(method, params));
        return result(method, exchange(request, exchange));
    }

    private JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions exchange) {
        try {
            return channel.exchange(request, exchange);
        } catch (InterruptedException e) {
            cancel(request.id());
            Thread.currentThread().interrupt();
            throw new RequestCancelledException(
                    request.method() + " was cancelled: the waiting thread was interrupted", e);
        } catch (RequestTimeoutException e) {
            cancel(request.id());
            throw e;
        } catch (ListenerFailure e) {
            cancel(request.id());
            throw e.cause;
        } catch (HttpStatusException e) {
            throw e.error()
                    .filter(error -> e.status() != 401 && e.status() != 403)
                    .<McpException>map(error -> refused(request.method(), e, error))
                    .orElse(e);
        }
    }

    /** Carries what a progress listener threw past those who handle our own exceptions. */
    private static final class ListenerFailure extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient RuntimeException cause;

        ListenerFailure(RuntimeException cause) {
            super(null, cause, false, false);
            this.cause = cause;
        }
    }

    /** Sent from another thread: this one may be interrupted, and has no time left. */
    private void cancel(RequestId id) {
        if (!cancelsByNotification() || !channel.isOpen()) {
            return;
        }
        Object wireId = switch (id) {
            case RequestId.Number number -> number.value();
            case RequestId.Text text -> text.value();
        };
        JsonRpcMessage.Notification cancelled = new JsonRpcMessage.Notification(
                "notifications/cancelled", Optional.of(JsonValue.of(Map.of("requestId", wireId))));
        Thread.ofVirtual().name("fastmcp-cancel").start(() -> {
            try {
                channel.send(cancelled);
            } catch (McpException e) {
                LOG.log(System.Logger.Level.DEBUG, "Could not tell the server that a request is cancelled", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private static Consumer<JsonRpcMessage.Notification> related(Optional<ProgressListener> progress) {
        if (progress.isEmpty()) {
            return notification -> {};
        }
        ProgressListener listener = progress.get();
        return notification -> {
            ProgressNotification decoded = progressOf(notification);
            if (decoded != null) {
                try {
                    listener.onProgress(decoded);
                } catch (RuntimeException e) {
                    throw new ListenerFailure(e);
                }
            }
        };
    }

    private static @Nullable ProgressNotification progressOf(JsonRpcMessage.Notification notification) {
        try {
            return notification.params().orElse(JsonValue.NULL).as(ProgressNotification.class);
        } catch (DataMappingException e) {
            LOG.log(System.Logger.Level.WARNING, "Ignored an invalid progress notification: {0}", e.getMessage());
            return null;
        }
    }

    static JsonValue result(String method, JsonRpcMessage.Response response) {
        return switch (response) {
            case JsonRpcMessage.Success success -> success.result();
            case JsonRpcMessage.Failure failure -> throw refused(method, failure.error());
        };
    }

    static JsonRpcException refused(String method, JsonRpcError error) {
        String message = ServerText.excerpt(error.message(), SHOWN_CHARACTERS);
        return new JsonRpcException(
                error.code(),
                "The server refused " + method + ": " + message + " (code " + error.code() + ")",
                error.data().map(JsonValue::asObject).orElse(null));
    }

    private static JsonRpcException refused(String method, HttpStatusException status, JsonRpcException error) {
        String message = ServerText.excerpt(String.valueOf(error.getMessage()), SHOWN_CHARACTERS);
        return new JsonRpcException(
                error.code(),
                "The server refused " + method + ": " + message + " (code " + error.code() + ", HTTP status "
                        + status.status() + ")",
                error.data().orElse(null),
                status);
    }

    static <R> R decode(String method, JsonValue result, Class<R> type) {
        try {
            R decoded = result.as(type);
            if (decoded == null) {
                throw new ProtocolException("The server's result of " + method + " is null");
            }
            return decoded;
        } catch (DataMappingException e) {
            throw new ProtocolException("The server's result of " + method + " is invalid: " + e.getMessage(), e);
        }
    }
}
