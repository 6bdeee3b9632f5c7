package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Extension;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.CreateTaskResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.api.model.Task;
import dev.fastmcp.api.spi.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Protocol version 2026-07-28: every request is complete in itself. */
public final class ModernEngine extends ProtocolEngine {

    private static final System.Logger LOG = System.getLogger(ModernEngine.class.getName());
    private static final int SHOWN_CHARACTERS = 80;

    private final ServerDescription server;
    private final RequestMeta requestMeta;
    private final JsonCodec codec;
    private final InputRounds rounds;
    private final ListenStream listening;
    private final MirroredParameters mirrored = new MirroredParameters();
    private final Optional<CacheWatch> cacheWatch;
    private volatile EncodedMeta meta;

    /** What was forwarded last, with what it was made of. */
    private volatile @Nullable ForwardedMeta forwarded;

    /** What the sessions want to hear of. */
    private volatile Supplier<Set<String>> wanted = Set::of;

    /** What {@code _meta} holds when a call adds nothing: encoded once, not for each request. */
    private record EncodedMeta(@Nullable LoggingLevel level, JsonValue json) {}

    private record ForwardedMeta(Map<String, Object> given, EncodedMeta own, JsonValue json) {}

    ModernEngine(Line line, ClientOptions options, ServerDescription server, JsonCodec codec) {
        super(line, options);
        this.server = server;
        this.codec = codec;
        this.rounds = new InputRounds(options, server);
        this.listening = new ListenStream(this, line.inbound());
        this.cacheWatch = tellsAboutResources()
                ? options.cache().map(cache -> new CacheWatch(cache, listening, this::allWishes, options.timeout()))
                : Optional.empty();
        line.inbound().hideFromListeners(this::isForCacheOnly);
        this.requestMeta = RequestMeta.of(server.version(), options);
        this.meta = own(null);
    }

    private EncodedMeta own(@Nullable LoggingLevel level) {
        return new EncodedMeta(level, encoded(requestMeta.members(level)));
    }

    private JsonValue encoded(Map<String, Object> members) {
        byte[] json = codec.encode(members);
        return JsonValue.raw(codec, json, 0, json.length);
    }

    @Override
    public ServerDescription server() {
        return server;
    }

    /** This era has no ping. The cheapest request that every server must answer takes its place. */
    @Override
    public void ping(CallOptions call) {
        request("server/discover", new LinkedHashMap<>(), call);
    }

    @Override
    public void setLogLevel(LoggingLevel level) {
        Feature.LOGGING.requireOf(server, "a log level");
        meta = own(level);
    }

    @Override
    public JsonValue forward(String method, Map<String, Object> params, Map<String, Object> meta, CallOptions call) {
        encodeForwarded(meta);
        return corrected(method, params, meta, call);
    }

    /** A refusal is not followed up: whoever hears of it can do that. */
    @Override
    public Optional<Runnable> submit(
            String method,
            Map<String, Object> params,
            Map<String, Object> meta,
            CallOptions call,
            ResultListener listener) {
        encodeForwarded(meta);
        listening.sending(method);
        return super.submit(method, params, meta, call, listener);
    }

    private void encodeForwarded(Map<String, Object> meta) {
        ForwardedMeta before = forwarded;
        EncodedMeta own = this.meta;
        if (before == null || before.given() != meta || before.own() != own) {
            forwarded = new ForwardedMeta(meta, own, encoded(merged(own, meta)));
        }
    }

    /** Servers of this era take no notifications but cancellations, which {@link #exchange} sends. */
    @Override
    public void forward(JsonRpcMessage.Notification notification) {
        LOG.log(System.Logger.Level.DEBUG, "Did not hand on a notification {0}", notification.method());
    }

    @Override
    void addMeta(Map<String, Object> params, Map<String, Object> callMeta) {
        EncodedMeta own = meta;
        ForwardedMeta last = forwarded;
        if (callMeta.isEmpty()) {
            params.put("_meta", own.json());
        } else if (last != null && last.given() == callMeta && last.own() == own) {
            params.put("_meta", last.json());
        } else {
            params.put("_meta", merged(own, callMeta));
        }
    }

    private Map<String, Object> merged(EncodedMeta own, Map<String, Object> callMeta) {
        Map<String, Object> all = requestMeta.members(own.level());
        all.putAll(callMeta);
        return all;
    }

    @Override
    boolean cancelsByNotification() {
        return !channel().traits().streamPerRequest();
    }

    @Override
    Map<String, String> parameters(String method, Map<String, Object> params) {
        return method.equals(CALL_TOOL) && channel().traits().mirrorsParameters()
                ? mirrored.of(String.valueOf(params.get("name")), params.get("arguments"))
                : Map.of();
    }

    @Override
    <R> R accepted(R result) {
        if (result instanceof ListToolsResult list && channel().traits().mirrorsParameters()) {
            @SuppressWarnings("unchecked")
            R usable = (R) mirrored.usable(list);
            return usable;
        }
        return result;
    }

    /** Servers of this era ask for the roots whenever they need them. */
    @Override
    public void notifyRootsChanged() {
        requireRoots();
    }

    @Override
    public void watch(Supplier<Set<String>> uris, @Nullable String added) {
        if (added != null || !uris.get().isEmpty()) {
            requireSubscriptions();
        }
        wanted = uris;
        CompletableFuture<SubscriptionFilter> acknowledged = listening.listenTo(this::allWishes);
        if (added != null) {
            SubscriptionFilter accepted =
                    ListenStream.await(acknowledged, options().timeout());
            if (!accepted.resourceSubscriptions().contains(added)) {
                throw new UnsupportedFeatureException("The server does not tell about all resources asked for");
            }
        }
    }

    @Override
    public void awaitListening() throws InterruptedException {
        if (!options().listeners().listChanged().isEmpty()) {
            listening.awaitFirst();
        }
    }

    /** Sorted, so that the same wishes are seen to be the same. */
    private SubscriptionFilter allWishes() {
        Set<String> uris = new TreeSet<>(wanted.get());
        cacheWatch.ifPresent(watch -> uris.addAll(watch.resources()));
        return wishes(uris);
    }

    @Override
    void readThroughCache(String uri) {
        cacheWatch.ifPresent(watch -> watch.read(uri));
    }

    /** Servers may also tell about what is below a resource that somebody has subscribed to. */
    private boolean isForCacheOnly(String uri) {
        return cacheWatch.filter(watch -> watch.hasAskedFor(uri)).isPresent()
                && wanted.get().stream().noneMatch(uri::startsWith);
    }

    /** Blocks for as long as the server lets us listen. */
    void listen(RequestId id, SubscriptionFilter filter) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("notifications", filter);
        addMeta(params, Map.of());
        JsonRpcMessage.Request request =
                new JsonRpcMessage.Request(id, "subscriptions/listen", Optional.of(JsonValue.of(params)));
        Responses.result(
                request.method(),
                exchange(request, Line.own(Duration.ZERO, options().handlers())));
    }

    @Override
    public void stop() {
        listening.stop();
        super.stop();
    }

    /** The type is looked for once: a large result takes long to search. */
    @Override
    JsonValue attempt(String method, Map<String, Object> params, CallOptions call) {
        Typed answer = withInput(method, params, call);
        if (answer.type().equals(ResultType.COMPLETE)) {
            return answer.result();
        }
        JsonValue completed = completed(method, answer, call);
        checkResult(method, completed);
        return completed;
    }

    private JsonValue completed(String method, Typed answer, CallOptions call) {
        if (isTask(method, answer.type())) {
            return finished(begun(answer.result()), call);
        }
        for (Extension extension : options().extensions()) {
            if (extension.resultTypes().contains(answer.type())) {
                return extension.resolve(
                        method,
                        answer.result(),
                        (next, more) -> request(next, new LinkedHashMap<>(more), requestOptions(call)));
            }
        }
        return answer.result();
    }

    private record Typed(JsonValue result, String type) {

        static Typed of(JsonValue result) {
            return new Typed(result, ResultType.of(result));
        }
    }

    private static CallOptions requestOptions(CallOptions call) {
        return call.timeout().map(CallOptions.DEFAULT::withTimeout).orElse(CallOptions.DEFAULT);
    }

    private Typed withInput(String method, Map<String, Object> params, CallOptions call) {
        Typed first = Typed.of(corrected(method, params, call));
        return first.type().equals(ResultType.INPUT_REQUIRED)
                ? Typed.of(rounds.drive(method, params, call, first.result(), next -> corrected(method, params, next)))
                : first;
    }

    private boolean isTask(String method, String type) {
        return type.equals(ResultType.TASK)
                && method.equals(CALL_TOOL)
                && options().tasks();
    }

    @Override
    boolean mayBecomeTask(String method, Map<String, Object> params) {
        return method.equals(CALL_TOOL) && options().tasks();
    }

    @Override
    Optional<String> taskId(JsonValue result) {
        return ResultType.of(result).equals(ResultType.TASK)
                ? Responses.text(result.member("taskId"))
                : Optional.empty();
    }

    private static Task begun(JsonValue result) {
        return Responses.decode(CALL_TOOL, result, CreateTaskResult.class).task();
    }

    /** Whoever calls a tool does not know of the task, so it ends when they no longer wait. */
    private JsonValue finished(Task task, CallOptions call) {
        boolean done = false;
        try {
            JsonValue result = tasks().await(
                            task, requestOptions(call), Deadline.after(options().totalTimeout()));
            done = true;
            return result;
        } catch (JsonRpcException e) {
            done = true;
            throw e;
        } finally {
            taskEnded(task.taskId());
            if (!done) {
                Thread.ofVirtual().name("fastmcp-cancel").start(() -> {
                    try {
                        tasks().cancel(task.taskId(), CallOptions.DEFAULT);
                    } catch (McpException e) {
                        LOG.log(System.Logger.Level.DEBUG, "Could not cancel a task", e);
                    }
                });
            }
        }
    }

    @Override
    public StartedTool startTool(Map<String, Object> params, CallOptions call) {
        Feature.TOOLS.requireOf(server, CALL_TOOL);
        Typed answer = withInput(CALL_TOOL, params, call);
        return isTask(CALL_TOOL, answer.type())
                ? new StartedTool.Begun(begun(answer.result()))
                : new StartedTool.Answered(answer.result());
    }

    /** Both refusals repeated here are made before anything is executed. */
    private JsonValue corrected(String method, Map<String, Object> params, CallOptions call) {
        return corrected(method, params, call.meta(), call);
    }

    private JsonValue corrected(String method, Map<String, Object> params, Map<String, Object> meta, CallOptions call) {
        Deadline deadline = Deadline.after(timeout(call));
        listening.sending(method);
        try {
            return request(method, params, meta, call);
        } catch (JsonRpcException e) {
            boolean again = switch (e.code()) {
                case JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION ->
                    EraClassifier.supportedVersions(e.data().orElse(null))
                            .contains(server.version().wireName());
                case JsonRpcError.HEADER_MISMATCH ->
                    method.equals(CALL_TOOL)
                            && channel().traits().mirrorsParameters()
                            && learnedParameters(String.valueOf(params.get("name")), deadline, e);
                default -> false;
            };
            if (!again) {
                throw e;
            }
            return request(method, params, meta, call.withTimeout(deadline.remaining(() -> e)));
        }
    }

    /** The server misses parameters: asks it which ones it wants now. Returns false if it wants no others than before. */
    private boolean learnedParameters(String tool, Deadline deadline, JsonRpcException refusal) {
        Map<List<String>, String> before = mirrored.wantedBy(tool);
        listAllTools(deadline, refusal);
        return !mirrored.wantedBy(tool).equals(before);
    }

    @Override
    void checkResult(String method, JsonValue result) {
        String type = ResultType.of(result);
        if (!type.equals(ResultType.COMPLETE)) {
            throw new ProtocolException("The server's result of " + method + " is of the unknown type \""
                    + ServerText.excerpt(type, SHOWN_CHARACTERS) + "\"");
        }
    }
}
