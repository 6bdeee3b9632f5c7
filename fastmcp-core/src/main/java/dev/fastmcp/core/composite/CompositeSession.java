package dev.fastmcp.core.composite;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ListPromptsResult;
import dev.fastmcp.api.model.ListResourceTemplatesResult;
import dev.fastmcp.api.model.ListResourcesResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.SubscriptionFilter;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.server.ServerMethods;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Does for one client what several servers do. Thread-safe. */
final class CompositeSession implements ServerMethods {

    private final List<MemberSession> members;
    private final Greeting greeting;
    private final Lists lists;
    private final Routes routes;
    private final ReadRequests reads;

    /** Which server tells of a resource, by its address for clients. */
    private final Map<String, Routes.Route> subscriptions = new ConcurrentHashMap<>();

    private volatile @Nullable Introduction introduction;

    CompositeSession(Composite composite, ClientLink client, Duration patience) {
        this.members = composite.members().stream()
                .map(member -> new MemberSession(composite, member, client))
                .toList();
        this.greeting = new Greeting(composite, members, patience);
        this.lists = new Lists(composite, members);
        this.routes = new Routes(members, composite.names());
        this.reads = new ReadRequests(routes, composite.names());
    }

    @Override
    public Introduction introduce(Peer peer) throws InterruptedException {
        Introduction known = introduction;
        if (known == null) {
            known = greeting.of(peer);
            introduction = known;
        }
        return known;
    }

    @Override
    public Object call(IncomingCall call) throws InterruptedException {
        Peer peer = call.peer();
        Map<String, JsonValue> params = call.params().members();
        return switch (call.method()) {
            case "tools/list" -> ListToolsResult.of(lists.all(Kind.TOOLS, peer));
            case "prompts/list" -> ListPromptsResult.of(lists.all(Kind.PROMPTS, peer));
            case "resources/list" -> ListResourcesResult.of(lists.all(Kind.RESOURCES, peer));
            case "resources/templates/list" -> ListResourceTemplatesResult.of(lists.all(Kind.TEMPLATES, peer));
            case "tools/call" -> callTool(call, params);
            case "prompts/get" -> {
                Routes.Route route = routes.prompt(text(params, "name"), peer);
                yield route.member().forward(call, with(params, "name", JsonValue.of(route.original())));
            }
            case "resources/read" -> reads.read(call, params, text(params, "uri"));
            case "completion/complete" -> complete(call, params);
            default ->
                throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, "Method not found: " + call.method(), null);
        };
    }

    private Object callTool(IncomingCall call, Map<String, JsonValue> params) throws InterruptedException {
        Routes.Route route = routes.tool(text(params, "name"), call.peer());
        MemberSession member = route.member();
        Map<String, JsonValue> changed = with(params, "name", JsonValue.of(route.original()));
        if (!member.transforms().isEmpty()) {
            Map<String, Object> given =
                    params.getOrDefault("arguments", JsonValue.NULL).asMap();
            try {
                changed.put("arguments", JsonValue.of(member.transforms().arguments(route.original(), given)));
            } catch (IllegalArgumentException e) {
                return CallToolResult.error(String.valueOf(e.getMessage()));
            }
        }
        return member.forward(call, changed);
    }

    private Object complete(IncomingCall call, Map<String, JsonValue> params) throws InterruptedException {
        Map<String, JsonValue> ref = params.getOrDefault("ref", JsonValue.NULL).members();
        boolean prompt =
                "ref/prompt".equals(ref.getOrDefault("type", JsonValue.NULL).asObject());
        String member = prompt ? "name" : "uri";
        String shown = text(ref, member);
        Routes.Route route = prompt ? routes.prompt(shown, call.peer()) : routes.template(shown, call.peer());
        Map<String, JsonValue> original = with(ref, member, JsonValue.of(route.original()));
        return route.member().forward(call, with(params, "ref", JsonValue.of(original)));
    }

    private static Map<String, JsonValue> with(Map<String, JsonValue> members, String name, JsonValue value) {
        Map<String, JsonValue> changed = new LinkedHashMap<>(members);
        changed.put(name, value);
        return changed;
    }

    private static String text(Map<String, JsonValue> members, String name) {
        if (members.getOrDefault(name, JsonValue.NULL).asObject() instanceof String text) {
            return text;
        }
        throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, name + " is missing", null);
    }

    @Override
    public SubscriptionFilter listen(SubscriptionFilter wanted, Peer peer) throws InterruptedException {
        List<String> agreed = new ArrayList<>();
        for (String uri : wanted.resourceSubscriptions()) {
            subscriptions.put(uri, subscribed(uri, peer));
            agreed.add(uri);
        }
        return new SubscriptionFilter(
                wanted.toolsListChanged(),
                wanted.promptsListChanged(),
                wanted.resourcesListChanged(),
                agreed,
                List.of(),
                Map.of());
    }

    private Routes.Route subscribed(String uri, Peer peer) throws InterruptedException {
        McpException refusal = Routes.unknown(Kind.RESOURCES, uri);
        for (Routes.Route route : routes.resource(uri, peer)) {
            requireListed(route, uri);
            try {
                route.member().reach(peer);
                route.member().proxy().listen(changesOf(route.original()), peer);
                return route;
            } catch (McpException e) {
                refusal = e;
            }
        }
        throw refusal;
    }

    /** Changes are told by the address that clients find in lists. */
    private void requireListed(Routes.Route route, String uri) {
        String listed = route.listed(routes.names());
        if (!listed.equals(uri)) {
            throw new JsonRpcException(
                    JsonRpcError.INVALID_PARAMS,
                    "Changes of this resource are told by its address here: subscribe to \"" + listed + "\"",
                    null);
        }
    }

    private static SubscriptionFilter changesOf(String uri) {
        return new SubscriptionFilter(false, false, false, List.of(uri), List.of(), Map.of());
    }

    @Override
    public void unlisten(SubscriptionFilter agreed) {
        for (String uri : agreed.resourceSubscriptions()) {
            Routes.Route route = subscriptions.remove(uri);
            if (route != null) {
                route.member().proxy().unlisten(changesOf(route.original()));
            }
        }
    }

    /** All at once, so that a server that does not answer keeps no other from hearing of it. */
    @Override
    public void logLevel(LoggingLevel level) throws InterruptedException {
        List<Callable<Boolean>> tasks = new ArrayList<>();
        for (MemberSession member : members) {
            tasks.add(() -> {
                member.logLevel(level);
                return true;
            });
        }
        AllMembers.ask(tasks);
    }

    @Override
    public void receive(JsonRpcMessage.Notification notification) {
        for (MemberSession member : members) {
            if (member.health().failure() == null) {
                member.proxy().receive(notification);
            }
        }
    }

    @Override
    public void close() {
        members.forEach(MemberSession::close);
    }
}
