package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.CreateTaskResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.TaskSupport;
import dev.fastmcp.api.model.ToolExecution;
import dev.fastmcp.api.spi.Deadline;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Protocol versions 2024-11-05 to 2025-11-25, after the handshake. */
public final class LegacyEngine extends ProtocolEngine {

    private static final System.Logger LOG = System.getLogger(LegacyEngine.class.getName());

    private final ServerDescription server;
    private final PageRounds pages;
    private final ReentrantLock subscribing = new ReentrantLock();

    /** Which tools can be tasks, as far as they were listed. */
    private final ConcurrentMap<String, TaskSupport> taskSupport = new ConcurrentHashMap<>();

    /** What the server has been asked to tell about. Guarded by {@link #subscribing}. */
    private final Set<String> watched = new HashSet<>();

    LegacyEngine(Line line, ClientOptions options, ServerDescription server) {
        super(line, options);
        this.server = server;
        this.pages = new PageRounds(
                options, new InputRounds(options, server), line.inbound().visitedPages());
    }

    @Override
    public ServerDescription server() {
        return server;
    }

    @Override
    public void ping(CallOptions call) {
        request("ping", new LinkedHashMap<>(), call);
    }

    @Override
    public void setLogLevel(LoggingLevel level) {
        Feature.LOGGING.requireOf(server, "logging/setLevel");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("level", level.wireName());
        request("logging/setLevel", params, CallOptions.DEFAULT);
    }

    @Override
    public void notifyRootsChanged() {
        requireRoots();
        notify(new JsonRpcMessage.Notification("notifications/roots/list_changed", Optional.empty()));
    }

    @Override
    public JsonValue forward(String method, Map<String, Object> params, Map<String, Object> meta, CallOptions call) {
        return request(method, params, meta, call);
    }

    @Override
    public void forward(JsonRpcMessage.Notification notification) {
        notify(notification);
    }

    @Override
    JsonValue attempt(String method, Map<String, Object> params, CallOptions call) {
        return pages.drive(method, call, next -> request(method, params, next));
    }

    @Override
    public StartedTool startTool(Map<String, Object> params, CallOptions call) {
        Feature.TOOLS.requireOf(server, CALL_TOOL);
        if (!makesTasks(String.valueOf(params.get("name")), call)) {
            return new StartedTool.Answered(attempt(CALL_TOOL, params, call));
        }
        params.put("task", Map.of());
        JsonValue result = attempt(CALL_TOOL, params, call);
        return new StartedTool.Begun(
                Responses.decode(CALL_TOOL, result, CreateTaskResult.class).task());
    }

    @Override
    boolean mayBecomeTask(String method, Map<String, Object> params) {
        return params.containsKey("task");
    }

    @Override
    Optional<String> taskId(JsonValue result) {
        return Responses.text(result.member("task").flatMap(task -> task.member("taskId")));
    }

    /** A tool must not be asked for a task unless it says so in the list. */
    private boolean makesTasks(String tool, CallOptions call) {
        if (server.capabilities()
                .tasks()
                .filter(tasks -> tasks.allows(CALL_TOOL))
                .isEmpty()) {
            return false;
        }
        if (!taskSupport.containsKey(tool)) {
            Deadline deadline = Deadline.after(timeout(call));
            listAllTools(
                    deadline,
                    new RequestTimeoutException(
                            "tools/list was not read to its end in time, so " + tool + " was not called",
                            deadline.timeout(),
                            null));
        }
        TaskSupport support = taskSupport.getOrDefault(tool, TaskSupport.FORBIDDEN);
        return support != TaskSupport.FORBIDDEN;
    }

    @Override
    <R> R accepted(R result) {
        if (result instanceof ListToolsResult list) {
            list.tools()
                    .forEach(tool -> taskSupport.put(
                            tool.name(),
                            tool.execution().flatMap(ToolExecution::taskSupport).orElse(TaskSupport.FORBIDDEN)));
        }
        return result;
    }

    /** Lists need no subscription: servers of this era tell everybody. What others want is left to them: a refusal must reach the one who asks. */
    @Override
    public void watch(Supplier<Set<String>> wanted, @Nullable String added) {
        subscribing.lock();
        try {
            Set<String> uris = wanted.get();
            if (added != null && uris.contains(added)) {
                subscribe(added);
            } else if (added == null) {
                uris.forEach(uri -> unlessRefused(System.Logger.Level.WARNING, () -> subscribe(uri)));
            }
            for (String uri : List.copyOf(watched)) {
                if (!uris.contains(uri)) {
                    watched.remove(uri);
                    unlessRefused(System.Logger.Level.DEBUG, () -> ask("resources/unsubscribe", uri));
                }
            }
        } finally {
            subscribing.unlock();
        }
    }

    /** Called with the lock held. */
    private void subscribe(String uri) {
        if (!watched.contains(uri)) {
            requireSubscriptions();
            ask("resources/subscribe", uri);
            watched.add(uri);
        }
    }

    private void ask(String method, String uri) {
        request(method, new LinkedHashMap<>(Map.of("uri", uri)), CallOptions.DEFAULT);
    }

    /** One resource must not keep the others from being asked for; nobody waits for this one. */
    private static void unlessRefused(System.Logger.Level level, Runnable request) {
        try {
            request.run();
        } catch (JsonRpcException | UnsupportedFeatureException e) {
            LOG.log(level, "A subscription could not be renewed or ended: {0}", e.getMessage());
        }
    }

    @Override
    void addMeta(Map<String, Object> params, Map<String, Object> meta) {
        if (!meta.isEmpty()) {
            params.put("_meta", meta);
        }
    }

    @Override
    boolean cancelsByNotification() {
        return true;
    }

    @Override
    void checkResult(String method, JsonValue result) {
        // Results of this era have no type of their own.
    }
}
