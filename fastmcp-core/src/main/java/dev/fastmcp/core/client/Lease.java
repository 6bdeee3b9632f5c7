package dev.fastmcp.core.client;

import dev.fastmcp.api.AsyncClientSession;
import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.Subscription;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.CompleteResult;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.CompletionReference;
import dev.fastmcp.api.model.GetPromptResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.Task;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.api.model.ToolException;
import dev.fastmcp.core.binding.ToolProxies;
import dev.fastmcp.core.protocol.Connection;
import dev.fastmcp.core.protocol.Listing;
import dev.fastmcp.core.protocol.Operation;
import dev.fastmcp.core.protocol.PageWalk;
import dev.fastmcp.core.protocol.ProtocolEngine;
import dev.fastmcp.core.protocol.ResultListener;
import dev.fastmcp.core.protocol.StartedTool;
import dev.fastmcp.core.schema.OutputCheck;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** A lease on a client's connection: turns the methods of the API into requests. */
final class Lease implements ClientSession {

    private final McpClient<?> client;
    private final boolean closesClient;
    private final ServerDescription firstServer;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    Lease(McpClient<?> client, ServerDescription server, boolean closesClient) {
        this.client = client;
        this.firstServer = server;
        this.closesClient = closesClient;
    }

    private ProtocolEngine engine() {
        if (closed.get()) {
            throw new SessionClosedException("This session is closed: take another one with client.connect()");
        }
        return client.connection().get().engine();
    }

    @Override
    public ServerDescription server() {
        Connection latest = client.connection().latest();
        return latest == null ? firstServer : latest.engine().server();
    }

    @Override
    public List<Tool> listTools(CallOptions options) {
        OutputCheck outputs = client.options().outputs();
        long edition = outputs.edition();
        List<Tool> tools = listing(Listing.TOOLS).all(options);
        outputs.listed(edition);
        return tools;
    }

    @Override
    public List<Resource> listResources(CallOptions options) {
        return listing(Listing.RESOURCES).all(options);
    }

    @Override
    public List<ResourceTemplate> listResourceTemplates(CallOptions options) {
        return listing(Listing.RESOURCE_TEMPLATES).all(options);
    }

    @Override
    public List<Prompt> listPrompts(CallOptions options) {
        return listing(Listing.PROMPTS).all(options);
    }

    @Override
    public Stream<Tool> streamTools() {
        return listing(Listing.TOOLS).stream();
    }

    @Override
    public Stream<Resource> streamResources() {
        return listing(Listing.RESOURCES).stream();
    }

    @Override
    public Stream<ResourceTemplate> streamResourceTemplates() {
        return listing(Listing.RESOURCE_TEMPLATES).stream();
    }

    @Override
    public Stream<Prompt> streamPrompts() {
        return listing(Listing.PROMPTS).stream();
    }

    private <R, I> PageWalk<R, I> listing(Listing<R, I> listing) {
        return new PageWalk<>(listing, this::request, client.options());
    }

    private <R> R request(Operation<R> operation, Map<String, Object> params, CallOptions options) {
        R result = onLiveSession(engine -> engine.request(operation, params, options));
        return client.options().outputs().seen(result);
    }

    /** A server that has forgotten the session has done nothing, so what it was asked can be asked once more in a new one. */
    private <R> R onLiveSession(Function<ProtocolEngine, R> action) {
        try {
            return action.apply(engine());
        } catch (TransportException e) {
            if (e.kind() != TransportException.Kind.SESSION_EXPIRED) {
                throw e;
            }
            return action.apply(engine());
        }
    }

    @Override
    public CallToolResult callTool(String name, Object arguments, CallOptions options) {
        CallToolResult result = request(Operation.CALL_TOOL, toolParams(name, arguments), options);
        if (result.isError() && !options.toolErrorsReturned()) {
            throw new ToolException(name, result);
        }
        return checked(name, result, options);
    }

    /** The tools are listed for that at most once after the server told that they changed. */
    private CallToolResult checked(String tool, CallToolResult result, CallOptions options) {
        if (!result.isError()) {
            OutputCheck outputs = client.options().outputs();
            CallOptions listing =
                    options.timeout().map(CallOptions.DEFAULT::withTimeout).orElse(CallOptions.DEFAULT);
            outputs.refresh(() -> listing(Listing.TOOLS).all(listing));
            outputs.check(tool, result);
        }
        return result;
    }

    private Map<String, Object> toolParams(String name, Object arguments) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("name", Objects.requireNonNull(name, "name"));
        params.put("arguments", Arguments.ofTool(arguments, client.values()));
        return params;
    }

    JsonValue forward(String method, Map<String, JsonValue> params, Map<String, Object> meta, CallOptions options) {
        return onLiveSession(engine -> engine.forward(method, new LinkedHashMap<>(params), meta, options));
    }

    /** Makes no connection where there is none. */
    Optional<Runnable> submit(
            String method,
            Map<String, JsonValue> params,
            Map<String, Object> meta,
            CallOptions options,
            ResultListener listener) {
        Connection latest = client.connection().latest();
        return closed.get() || latest == null || !latest.isOpen()
                ? Optional.empty()
                : latest.engine().submit(method, new LinkedHashMap<>(params), meta, options, listener);
    }

    boolean submits() {
        Connection latest = client.connection().latest();
        return latest != null && latest.engine().submits();
    }

    void forward(JsonRpcMessage.Notification notification) {
        engine().forward(notification);
    }

    @Override
    public <T> T bind(Class<T> tools) {
        return ToolProxies.bind(tools, this);
    }

    @Override
    public ReadResourceResult readResource(String uri, CallOptions options) {
        Objects.requireNonNull(uri, "uri");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("uri", uri);
        return request(Operation.READ_RESOURCE, params, options);
    }

    @Override
    public GetPromptResult getPrompt(String name, Map<String, ?> arguments, CallOptions options) {
        Objects.requireNonNull(name, "name");
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("name", name);
        if (!arguments.isEmpty()) {
            params.put("arguments", Arguments.ofPrompt(arguments, client.values()));
        }
        return request(Operation.GET_PROMPT, params, options);
    }

    @Override
    public Completion complete(
            CompletionReference reference,
            String argument,
            String value,
            Map<String, String> context,
            CallOptions options) {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("ref", Objects.requireNonNull(reference, "reference"));
        params.put(
                "argument",
                Map.of(
                        "name",
                        Objects.requireNonNull(argument, "argument"),
                        "value",
                        Objects.requireNonNull(value, "value")));
        if (!context.isEmpty()
                && Arguments.completionHasContext(engine().server().version())) {
            params.put("context", Map.of("arguments", context));
        }
        CompleteResult result = request(Operation.COMPLETE, params, options);
        return result.completion();
    }

    @Override
    public void ping(CallOptions options) {
        onLiveSession(engine -> {
            engine.ping(options);
            return true;
        });
    }

    @Override
    public void setLogLevel(LoggingLevel level) {
        Objects.requireNonNull(level, "level");
        onLiveSession(engine -> {
            client.setLogLevel(level);
            return true;
        });
    }

    @Override
    public ToolTask startTool(String name, Object arguments, CallOptions options) {
        Map<String, Object> params = toolParams(name, arguments);
        UnaryOperator<CallToolResult> check = result -> checked(name, result, options);
        return onLiveSession(engine -> switch (engine.startTool(params, options)) {
            case StartedTool.Answered(JsonValue result) -> new TaskHandle.Done(engine.toolResult(result), check);
            case StartedTool.Begun(Task task) -> new TaskHandle(this::engine, task, options, check);
        });
    }

    @Override
    public Subscription subscribe(String uri) {
        Objects.requireNonNull(uri, "uri");
        Subscription added =
                onLiveSession(engine -> client.subscriptions().add(uri, engine, subscriptions::remove, this::unwatch));
        subscriptions.add(added);
        return added;
    }

    /** On whatever connection there is; without one there is nothing to tell. */
    private void unwatch() {
        Connection latest = client.connection().latest();
        if (latest != null && latest.isOpen()) {
            latest.engine().watch(client.subscriptions()::uris, null);
        }
    }

    @Override
    public void notifyRootsChanged() {
        onLiveSession(engine -> {
            engine.notifyRootsChanged();
            return true;
        });
    }

    @Override
    public AsyncClientSession async() {
        return new AsyncSession(this);
    }

    @Override
    public boolean isOpen() {
        return !closed.get() && !client.connection().isClosed();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            subscriptions.forEach(Subscription::close);
            client.connection().release();
            if (closesClient) {
                client.close();
            }
        }
    }
}
