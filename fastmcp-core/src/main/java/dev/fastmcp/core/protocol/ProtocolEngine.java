package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CacheMode;
import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.OutgoingCall;
import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.api.model.Task;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.UnsentException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Speaks the protocol of one era on one channel. Thread-safe. */
public abstract sealed class ProtocolEngine permits LegacyEngine, ModernEngine {

    private static final System.Logger LOG = System.getLogger(ProtocolEngine.class.getName());
    static final String CALL_TOOL = "tools/call";

    private final Channel channel;
    private final ClientOptions options;
    private final RequestIds ids;
    private final InboundMessages inbound;

    ProtocolEngine(Line line, ClientOptions options) {
        this.channel = line.channel();
        this.options = options;
        this.ids = line.ids();
        this.inbound = line.inbound();
    }

    /** What the server said about itself. */
    public abstract ServerDescription server();

    /** Makes sure that the server is there. */
    public abstract void ping(CallOptions call);

    /** Tells the server that the roots have changed. */
    public abstract void notifyRootsChanged();

    /** Calls a tool, and returns as soon as the server has made a task of that. */
    public abstract StartedTool startTool(Map<String, Object> params, CallOptions call);

    /** Asks how far a task is. */
    public final Task task(String id, CallOptions call) {
        return tasks().get(id, call);
    }

    /** Waits for the result of a task; zero waits as long as the client's total timeout allows. */
    public final CallToolResult awaitTask(Task task, CallOptions call, Duration timeout) {
        Deadline total = Deadline.after(timeout.isZero() ? options.totalTimeout() : timeout);
        return toolResult(tasks().await(task, call, total));
    }

    /** Asks the server to stop a task. */
    public final void cancelTask(String id, CallOptions call) {
        tasks().cancel(id, call);
    }

    /** Decodes the result of a tool. */
    public final CallToolResult toolResult(JsonValue result) {
        checkResult(CALL_TOOL, result);
        return Responses.decode(CALL_TOOL, result, CallToolResult.class);
    }

    final TaskDriver tasks() {
        return new TaskDriver(this, new InputRounds(options, server()));
    }

    /** Reads the list of tools, for what can be learned from it on the way. */
    final void listAllTools(Deadline deadline, McpException whenOver) {
        new PageWalk<>(Listing.TOOLS, this::request, options)
                .all(CallOptions.DEFAULT.withCache(CacheMode.REFRESH), deadline, () -> whenOver);
    }

    /**
     * Makes the server tell about these resources and no others, and about the lists that listeners wait for. What is wanted is asked for when its turn comes, so that of several callers the last one
     * does not act on what was wanted earlier.
     *
     * @param uris all that is wanted
     * @param added waits until the server has agreed to tell about this one; null to wait for nothing
     */
    public abstract void watch(Supplier<Set<String>> uris, @Nullable String added);

    /** Waits a little until the server tells of changes to lists, if listeners want to hear of them: what changes before would be missed. */
    public void awaitListening() throws InterruptedException {
        // Servers of the legacy era tell of changes by themselves.
    }

    /** Tells listeners that they may have missed something about these resources, and about lists. */
    public final void mayHaveMissed(Set<String> uris) {
        inbound.mayHaveMissed(wishes(uris));
    }

    /** Ends what handlers do for the server; the channel is closed by others. */
    public void stop() {
        inbound.stop();
    }

    /** What listeners and the cache want to hear of, as far as the server can tell. */
    final SubscriptionFilter wishes(Set<String> uris) {
        boolean lists =
                !options.listeners().listChanged().isEmpty() || options.cache().isPresent();
        ServerCapabilities offered = server().capabilities();
        return new SubscriptionFilter(
                lists
                        && offered.tools()
                                .filter(ServerCapabilities.Tools::listChanged)
                                .isPresent(),
                lists
                        && offered.prompts()
                                .filter(ServerCapabilities.Prompts::listChanged)
                                .isPresent(),
                lists
                        && offered.resources()
                                .filter(ServerCapabilities.Resources::listChanged)
                                .isPresent(),
                List.copyOf(uris),
                List.of(),
                Map.of());
    }

    final boolean tellsAboutResources() {
        return server().capabilities()
                .resources()
                .filter(ServerCapabilities.Resources::subscribe)
                .isPresent();
    }

    /** A resource was read through the cache. */
    void readThroughCache(String uri) {
        // Servers of the legacy era are asked for nothing on the cache's account.
    }

    /** Refuses to subscribe where the server cannot tell. */
    final void requireSubscriptions() {
        if (!tellsAboutResources()) {
            throw new UnsupportedFeatureException(
                    "The server offers no subscriptions to resources; server().capabilities() tells what it offers");
        }
    }

    final RequestId.Number nextId() {
        return ids.next();
    }

    /** Asks for log messages from this level on. */
    public abstract void setLogLevel(LoggingLevel level);

    /** Adds what the era wants in {@code _meta}; {@code meta} holds what the call wants. */
    abstract void addMeta(Map<String, Object> params, Map<String, Object> meta);

    /** Judges a result that did not come from {@link #attempt}. */
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

    /** Makes a request, again if a refusal tells how to do better, and follows it to a result that is complete. */
    JsonValue attempt(String method, Map<String, Object> params, CallOptions call) {
        return request(method, params, call);
    }

    final Channel channel() {
        return channel;
    }

    final ClientOptions options() {
        return options;
    }

    /** Sends something that has no answer. */
    final void notify(JsonRpcMessage.Notification notification) {
        try {
            channel.send(notification);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestCancelledException(notification.method() + " was not sent: the thread was interrupted", e);
        }
    }

    /** There is nothing to tell about roots that were never declared. */
    final void requireRoots() {
        if (options.handlers().roots().isEmpty()) {
            throw new UnsupportedFeatureException("This client has no roots: give them to its builder with roots(…)");
        }
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
        R result = options.cache().isPresent()
                ? new CachedExchange<>(this, operation, params)
                        .run(options.cache().get(), call)
                : Responses.decode(
                        operation.method(), attempt(operation.method(), params, call), operation.resultType());
        return accepted(result);
    }

    /**
     * Makes a request on behalf of somebody else, who gets the result as it comes: nothing is decoded, cached or followed up.
     *
     * @param params changed by this method
     * @param meta what they say in {@code _meta}, in place of the call's own; does not change any more, since the same map again is not encoded again
     */
    public abstract JsonValue forward(
            String method, Map<String, Object> params, Map<String, Object> meta, CallOptions call);

    /** Tells whether {@link #submit} is worth trying. */
    public final boolean submits() {
        return options.timeout().isZero()
                && options.interceptors().isEmpty()
                && !channel.traits().streamPerRequest();
    }

    /**
     * Makes such a request, with no thread that waits for the result.
     *
     * @return cancels it; empty if it cannot be made this way now, and nothing was sent
     */
    public Optional<Runnable> submit(
            String method,
            Map<String, Object> params,
            Map<String, Object> meta,
            CallOptions call,
            ResultListener listener) {
        if (!submits() || call.progress().isPresent() && mayBecomeTask(method, params)) {
            return Optional.empty();
        }
        Outgoing made = made(method, params, meta, call);
        ExchangeOptions exchange = made.exchange();
        return channel.submit(
                        made.request(), exchange.headers(), new SubmittedRequest(method, exchange.related(), listener))
                .map(sent -> () -> {
                    if (sent.abandon()) {
                        cancel(made.request().id());
                    }
                });
    }

    /** Hands on a notification of somebody else. */
    public abstract void forward(JsonRpcMessage.Notification notification);

    final JsonValue request(String method, Map<String, Object> params, CallOptions call) {
        return request(method, params, call.meta(), call);
    }

    final JsonValue request(String method, Map<String, Object> params, Map<String, Object> meta, CallOptions call) {
        if (options.interceptors().isEmpty()) {
            return send(method, params, meta, call);
        }
        params.remove("_meta");
        return intercepted(0, new OutgoingCall(method, params, meta), call);
    }

    private JsonValue intercepted(int index, OutgoingCall outgoing, CallOptions call) {
        if (index == options.interceptors().size()) {
            return send(outgoing.method(), new LinkedHashMap<>(outgoing.params()), outgoing.meta(), call);
        }
        return options.interceptors().get(index).intercept(outgoing, next -> intercepted(index + 1, next, call));
    }

    /** A request that is about to be sent. */
    private record Outgoing(
            JsonRpcMessage.Request request, ExchangeOptions exchange, Optional<ProgressListener> progress) {}

    private Outgoing made(String method, Map<String, Object> params, Map<String, Object> callMeta, CallOptions call) {
        RequestId.Number id = ids.next();
        Optional<ProgressListener> progress =
                call.progress().or(() -> options.listeners().progress());
        Map<String, Object> meta = callMeta;
        boolean restarts = call.progressRestartsTimeout().orElse(options.progressRestartsTimeout());
        if (progress.isPresent() || restarts) {
            meta = new LinkedHashMap<>(meta);
            meta.put("progressToken", id.value());
        }
        addMeta(params, meta);
        Optional<JsonValue> encodable = params.isEmpty() ? Optional.empty() : Optional.of(JsonValue.of(params));
        ExchangeOptions exchange = new ExchangeOptions(
                timeout(call),
                ProgressReports.to(progress),
                options.handlers().headersOf(call).asMap(),
                parameters(method, params),
                restarts ? options.progressLimit() : Duration.ZERO);
        return new Outgoing(new JsonRpcMessage.Request(id, method, encodable), exchange, progress);
    }

    private JsonValue send(String method, Map<String, Object> params, Map<String, Object> meta, CallOptions call) {
        Outgoing made = made(method, params, meta, call);
        return made.progress().isPresent() && mayBecomeTask(method, params)
                ? followed(made.request(), made.exchange(), made.progress().get())
                : Responses.result(method, exchange(made.request(), made.exchange()));
    }

    /** Progress goes on after the response, if that is a task. Expected before the request is sent, since it may come at once. */
    private JsonValue followed(JsonRpcMessage.Request request, ExchangeOptions exchange, ProgressListener listener) {
        TaskProgress followed = inbound.taskProgress();
        followed.expect(request.id(), listener);
        Optional<String> taskId = Optional.empty();
        try {
            JsonValue result = Responses.result(request.method(), exchange(request, exchange));
            taskId = taskId(result);
            taskId.ifPresent(id -> followed.begun(request.id(), id));
            return result;
        } finally {
            if (taskId.isEmpty()) {
                followed.forget(request.id());
            }
        }
    }

    /** Tells whether the server may make a task of a request. */
    abstract boolean mayBecomeTask(String method, Map<String, Object> params);

    /** Finds the task that a request has become. */
    abstract Optional<String> taskId(JsonValue result);

    /** Nobody needs to hear of the task's progress any more. */
    final void taskEnded(String id) {
        inbound.taskProgress().ended(id);
    }

    final JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions exchange) {
        try {
            return channel.exchange(request, exchange);
        } catch (InterruptedException e) {
            if (!(e instanceof UnsentException)) {
                cancel(request.id());
            }
            Thread.currentThread().interrupt();
            throw interrupted(request, e);
        } catch (RequestTimeoutException e) {
            cancel(request.id());
            throw e;
        } catch (ProgressReports.ListenerFailure e) {
            cancel(request.id());
            throw e.cause();
        } catch (HttpStatusException e) {
            throw e.error()
                    .filter(error -> e.status() != 401 && e.status() != 403)
                    .<McpException>map(error -> Responses.refused(request.method(), e, error))
                    .orElse(e);
        }
    }

    private static RequestCancelledException interrupted(JsonRpcMessage.Request request, InterruptedException cause) {
        return new RequestCancelledException(
                request.method() + " was cancelled: the waiting thread was interrupted", cause);
    }

    /** Sent from another thread: this one may be interrupted, and has no time left. */
    private void cancel(RequestId id) {
        if (!cancelsByNotification() || !channel.isOpen()) {
            return;
        }
        JsonRpcMessage.Notification cancelled = new JsonRpcMessage.Notification(
                "notifications/cancelled", Optional.of(JsonValue.of(Map.of("requestId", id.toJson()))));
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
}
