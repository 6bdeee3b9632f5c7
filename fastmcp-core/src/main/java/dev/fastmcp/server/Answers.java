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
import dev.fastmcp.api.model.PromptArgument;
import dev.fastmcp.api.model.PromptReference;
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

    Answers(Implementation implementation, Optional<String> instructions, boolean hidesErrors, Components components) {
        this.introduction = new Introduction(implementation, instructions, Introduction.ANYTHING);
        this.faults = new HandlerFaults(hidesErrors);
        this.components = components;
    }

    @Override
    public Introduction introduce(Peer peer) {
        return introduction;
    }

    Components components() {
        return components;
    }

    HandlerFaults faults() {
        return faults;
    }

    @Override
    public Map<List<String>, String> headersOf(String tool, Map<String, List<String>> headers) {
        return Offer.TOOLS
                .find(this, tool)
                .map(found -> found.component().headers())
                .orElse(Map.of());
    }

    @Override
    public Object call(IncomingCall call) throws InterruptedException {
        return switch (call.method()) {
            case "tools/list" -> ListToolsResult.of(Offer.TOOLS.list(components.now()));
            case "tools/call" -> callTool(call);
            case "resources/list" -> resources();
            case "resources/templates/list" -> templates();
            case "resources/read" -> read(call, faults);
            case "prompts/list" -> prompts();
            case "prompts/get" -> prompt(call);
            case "completion/complete" -> complete(call);
            default ->
                throw new JsonRpcException(JsonRpcError.METHOD_NOT_FOUND, "Method not found: " + call.method(), null);
        };
    }

    private ListResourcesResult resources() {
        return new ListResourcesResult(
                Offer.RESOURCES.list(components.now()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    private ListResourceTemplatesResult templates() {
        return new ListResourceTemplatesResult(
                Offer.TEMPLATES.list(components.now()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    private ListPromptsResult prompts() {
        return new ListPromptsResult(
                Offer.PROMPTS.list(components.now()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    private Object callTool(IncomingCall call) throws InterruptedException {
        String name = text(call, "name");
        Found<ServerTool> tool = Offer.TOOLS.find(this, name).orElseThrow(() -> invalid("Unknown tool: " + name));
        JsonValue arguments = call.params().member("arguments").orElse(JsonValue.NULL);
        try (HandlerContext context = tool.context(call)) {
            return ToolResults.of(tool.component().call().call(arguments, context));
        } catch (JsonRpcException | InterruptedException e) {
            throw e;
        } catch (ToolInputException e) {
            call.failed(e);
            return CallToolResult.error(String.valueOf(e.getMessage()));
        } catch (Throwable e) { // whatever it is, the client waits for an answer
            return CallToolResult.error(tool.faults().of(call, e, "The tool \"" + name + "\"", "The tool failed"));
        }
    }

    /**
     * What is listed is read as it is listed: a template stands for all other addresses.
     *
     * @param outer what clients learn of exceptions, if the resource does not keep them to itself
     */
    Object read(IncomingCall call, HandlerFaults outer) throws InterruptedException {
        String uri = text(call, "uri");
        Optional<Found<ServerResource>> resource = Offer.RESOURCES.find(this, uri);
        if (resource.isPresent()) {
            ServerResource own = resource.get().component();
            return read(call, resource.get().under(outer), own.definition().mimeType(), own.handler(), Map.of());
        }
        Optional<Found<Components.KnownTemplate>> template = Offer.TEMPLATES.first(
                this,
                uri,
                (shelf, sought) -> shelf.components().stream()
                        .filter(known -> known.pattern().match(sought).isPresent())
                        .findFirst());
        if (template.isPresent()) {
            Components.KnownTemplate known = template.get().component();
            ServerResourceTemplate own = known.template();
            Map<String, String> variables =
                    known.pattern().match(template.get().name()).orElseThrow();
            return read(call, template.get().under(outer), own.definition().mimeType(), own.handler(), variables);
        }
        int code = call.peer().version().era() == Era.LEGACY
                ? JsonRpcError.RESOURCE_NOT_FOUND
                : JsonRpcError.INVALID_PARAMS;
        throw new JsonRpcException(code, "Resource not found", Map.of("uri", uri));
    }

    private static Object read(
            IncomingCall call,
            Found<?> found,
            Optional<String> mimeType,
            ResourceHandler handler,
            Map<String, String> variables)
            throws InterruptedException {
        try (HandlerContext context = found.context(call)) {
            return found.faults()
                    .watch(
                            call,
                            "The resource " + text(call, "uri"),
                            () -> found.seen(Contents.read(found.name(), mimeType, handler.read(variables, context))));
        }
    }

    private Object prompt(IncomingCall call) throws InterruptedException {
        String name = text(call, "name");
        Found<ServerPrompt> found =
                Offer.PROMPTS.find(this, name).orElseThrow(() -> invalid("Unknown prompt: " + name));
        ServerPrompt prompt = found.component();
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
        try (HandlerContext context = found.context(call)) {
            return found.faults()
                    .watch(
                            call,
                            "The prompt \"" + name + "\"",
                            () -> Contents.prompt(
                                    prompt.definition().description(),
                                    prompt.handler().get(arguments, context)));
        }
    }

    private CompleteResult complete(IncomingCall call) throws InterruptedException {
        CompleteRequest request = call.params().as(CompleteRequest.class);
        if (request == null) {
            throw invalid("ref is missing");
        }
        Found<Optional<CompletionHandler>> found = switch (request.ref()) {
            case PromptReference prompt ->
                Offer.PROMPTS
                        .find(this, prompt.name())
                        .orElseThrow(() -> invalid("Unknown prompt: " + prompt.name()))
                        .map(ServerPrompt::completion);
            case ResourceTemplateReference template ->
                Offer.TEMPLATES
                        .find(this, template.uri())
                        .orElseThrow(() -> invalid("Unknown resource template: " + template.uri()))
                        .map(known -> known.template().completion());
            default -> throw invalid("ref must be a prompt or a resource template");
        };
        Map<String, String> others =
                request.context().map(CompleteRequest.Context::arguments).orElse(Map.of());
        Optional<CompletionHandler> handler = found.component();
        if (handler.isEmpty()) {
            return CompleteResult.of(Completion.of(List.of()));
        }
        CompleteRequest.Argument argument = request.argument();
        return found.faults()
                .watch(
                        call,
                        "The completion of \"" + argument.name() + "\"",
                        () -> CompleteResult.of(
                                bounded(handler.get().complete(argument.name(), argument.value(), others))));
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
