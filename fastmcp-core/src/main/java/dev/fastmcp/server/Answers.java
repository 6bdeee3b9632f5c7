package dev.fastmcp.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.CompleteRequest;
import dev.fastmcp.api.model.CompleteResult;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.ListPromptsResult;
import dev.fastmcp.api.model.ListResourceTemplatesResult;
import dev.fastmcp.api.model.ListResourcesResult;
import dev.fastmcp.api.model.ListToolsResult;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptReference;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ResourceTemplateReference;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import dev.fastmcp.core.server.ServerMethods;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers requests with the components of a server. */
final class Answers implements ServerMethods {

    private static final int MAX_PROPOSALS = 100;

    private final Introduction introduction;
    private final HandlerFaults faults;
    private final Components components;
    private final InnerRequests inner = new InnerRequests(this);

    Answers(Implementation implementation, Optional<String> instructions, boolean hidesErrors, Components components) {
        this.introduction = new Introduction(implementation, instructions, Introduction.ANYTHING);
        this.faults = new HandlerFaults(hidesErrors);
        this.components = components;
    }

    @Override
    public Introduction introduce(Peer peer) {
        return introduction;
    }

    @Override
    public Map<List<String>, String> headersOf(String tool, Map<String, List<String>> headers) {
        return components.now().tools().find(tool).map(ServerTool::headers).orElse(Map.of());
    }

    @Override
    public Object call(IncomingCall call) throws InterruptedException {
        Components.State now = components.now();
        return switch (call.method()) {
            case "tools/list" ->
                ListToolsResult.of(now.tools().components().stream()
                        .map(ServerTool::definition)
                        .toList());
            case "tools/call" -> callTool(now, call);
            case "resources/list" -> resources(now);
            case "resources/templates/list" -> templates(now);
            case "resources/read" -> read(now, call);
            case "prompts/list" -> prompts(now);
            case "prompts/get" -> prompt(now, call);
            case "completion/complete" -> complete(now, call);
            default ->
                throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, "Method not found: " + call.method(), null);
        };
    }

    private static ListResourcesResult resources(Components.State now) {
        List<Resource> all = now.resources().components().stream()
                .map(ServerResource::definition)
                .toList();
        return new ListResourcesResult(all, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    private static ListResourceTemplatesResult templates(Components.State now) {
        List<ResourceTemplate> all = now.templates().components().stream()
                .map(known -> known.template().definition())
                .toList();
        return new ListResourceTemplatesResult(
                all, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    private static ListPromptsResult prompts(Components.State now) {
        List<Prompt> all = now.prompts().components().stream()
                .map(ServerPrompt::definition)
                .toList();
        return new ListPromptsResult(all, Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    private Object callTool(Components.State now, IncomingCall call) throws InterruptedException {
        String name = text(call, "name");
        ServerTool tool = now.tools().find(name).orElseThrow(() -> invalid("Unknown tool: " + name));
        JsonValue arguments = call.params().member("arguments").orElse(JsonValue.NULL);
        try (HandlerContext context = new HandlerContext(call, inner)) {
            return ToolResults.of(tool.call().call(arguments, context));
        } catch (JsonRpcException | InterruptedException e) {
            throw e;
        } catch (ToolInputException e) {
            call.failed(e);
            return CallToolResult.error(String.valueOf(e.getMessage()));
        } catch (Throwable e) { // whatever it is, the client waits for an answer
            return CallToolResult.error(faults.of(call, e, "The tool \"" + name + "\"", "The tool failed"));
        }
    }

    private Object read(Components.State now, IncomingCall call) throws InterruptedException {
        String uri = text(call, "uri");
        Optional<ServerResource> resource = now.resources().find(uri);
        if (resource.isPresent()) {
            return read(
                    call,
                    uri,
                    resource.get().definition().mimeType(),
                    resource.get().handler(),
                    Map.of());
        }
        for (Components.KnownTemplate known : now.templates().components()) {
            Optional<Map<String, String>> variables = known.pattern().match(uri);
            if (variables.isPresent()) {
                ServerResourceTemplate template = known.template();
                return read(call, uri, template.definition().mimeType(), template.handler(), variables.get());
            }
        }
        int code = call.peer().version().era() == Era.LEGACY
                ? JsonRpcError.RESOURCE_NOT_FOUND
                : JsonRpcError.INVALID_PARAMS;
        throw new JsonRpcException(code, "Resource not found", Map.of("uri", uri));
    }

    private Object read(
            IncomingCall call,
            String uri,
            Optional<String> mimeType,
            ResourceHandler handler,
            Map<String, String> variables)
            throws InterruptedException {
        try (HandlerContext context = new HandlerContext(call, inner)) {
            return faults.watch(
                    call, "The resource " + uri, () -> Contents.read(uri, mimeType, handler.read(variables, context)));
        }
    }

    private Object prompt(Components.State now, IncomingCall call) throws InterruptedException {
        String name = text(call, "name");
        ServerPrompt prompt = now.prompts().find(name).orElseThrow(() -> invalid("Unknown prompt: " + name));
        Map<String, String> arguments = new LinkedHashMap<>();
        call.params()
                .member("arguments")
                .orElse(JsonValue.NULL)
                .asMap()
                .forEach((key, value) -> arguments.put(key, String.valueOf(value)));
        for (PromptArgument argument : prompt.definition().arguments()) {
            if (argument.required().orElse(false) && !arguments.containsKey(argument.name())) {
                throw invalid("The argument \"" + argument.name() + "\" is missing");
            }
        }
        try (HandlerContext context = new HandlerContext(call, inner)) {
            return faults.watch(
                    call,
                    "The prompt \"" + name + "\"",
                    () -> Contents.prompt(
                            prompt.definition().description(), prompt.handler().get(arguments, context)));
        }
    }

    private CompleteResult complete(Components.State now, IncomingCall call) throws InterruptedException {
        CompleteRequest request = call.params().as(CompleteRequest.class);
        if (request == null) {
            throw invalid("ref is missing");
        }
        Optional<CompletionHandler> handler = switch (request.ref()) {
            case PromptReference prompt ->
                now.prompts()
                        .find(prompt.name())
                        .orElseThrow(() -> invalid("Unknown prompt: " + prompt.name()))
                        .completion();
            case ResourceTemplateReference template ->
                now.templates()
                        .find(template.uri())
                        .orElseThrow(() -> invalid("Unknown resource template: " + template.uri()))
                        .template()
                        .completion();
            default -> throw invalid("ref must be a prompt or a resource template");
        };
        Map<String, String> others =
                request.context().map(CompleteRequest.Context::arguments).orElse(Map.of());
        if (handler.isEmpty()) {
            return CompleteResult.of(Completion.of(List.of()));
        }
        CompleteRequest.Argument argument = request.argument();
        return faults.watch(
                call,
                "The completion of \"" + argument.name() + "\"",
                () -> CompleteResult.of(bounded(handler.get().complete(argument.name(), argument.value(), others))));
    }

    /** The protocol allows 100 values at most. */
    private static Completion bounded(Completion proposed) {
        if (proposed.values().size() <= MAX_PROPOSALS) {
            return proposed;
        }
        return new Completion(
                proposed.values().subList(0, MAX_PROPOSALS),
                proposed.total().or(() -> Optional.of((long) proposed.values().size())),
                Optional.of(true),
                proposed.extra());
    }

    private static String text(IncomingCall call, String name) {
        if (call.params().member(name).map(JsonValue::asObject).orElse(null) instanceof String text) {
            return text;
        }
        throw invalid(name + " is missing");
    }

    private static JsonRpcException invalid(String reason) {
        return new JsonRpcException(JsonRpcError.INVALID_PARAMS, reason, null);
    }
}
