package dev.fastmcp.core.protocol;

import dev.fastmcp.api.SamplingHandler;
import dev.fastmcp.api.ServerRequestContext;
import dev.fastmcp.api.UrlElicitationHandler;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.CreateMessageRequest;
import dev.fastmcp.api.model.ElicitRequest;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.ListRootsResult;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.model.UnknownElicitation;
import dev.fastmcp.api.model.UrlElicitation;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Brings what a server asks for to the handlers: as a request in the legacy era, within a result in the modern one. */
final class ServerRequests {

    private static final System.Logger LOG = System.getLogger(ServerRequests.class.getName());

    private final Handlers handlers;

    ServerRequests(Handlers handlers) {
        this.handlers = handlers;
    }

    /**
     * Finds out who answers.
     *
     * @return what computes the answer, a record of the protocol; {@code null} if this client did not offer it
     * @throws JsonRpcException if the request breaks the protocol
     */
    @Nullable
    Callable<Object> handlerOf(String method, JsonValue params, ServerRequestContext context) {
        Handlers.Forwarding forwarding = handlers.forwarding().orElse(null);
        if (forwarding != null) {
            return () -> forwarding.answer(method, params);
        }
        return switch (method) {
            case "sampling/createMessage" -> sampling(params, context);
            case "elicitation/create" -> elicitation(params, context);
            case "roots/list" ->
                handlers.roots()
                        .<Callable<Object>>map(roots -> () -> roots(roots.get()))
                        .orElse(null);
            default -> null;
        };
    }

    private @Nullable Callable<Object> sampling(JsonValue params, ServerRequestContext context) {
        SamplingHandler handler = handlers.sampling().orElse(null);
        if (handler == null) {
            return null;
        }
        CreateMessageRequest request = decode(params, CreateMessageRequest.class);
        boolean tools = !request.tools().isEmpty() || request.toolChoice().isPresent();
        if (tools && !handlers.samplingFeatures().contains(SamplingHandler.Feature.TOOLS)) {
            throw invalid("This client did not offer sampling with tools");
        }
        String fault = SamplingRules.fault(request.messages());
        if (fault != null) {
            throw invalid(fault);
        }
        return () -> handler.sample(request, context);
    }

    private @Nullable Callable<Object> elicitation(JsonValue params, ServerRequestContext context) {
        if (handlers.elicitation().isEmpty() && handlers.urlElicitation().isEmpty()) {
            return null;
        }
        return switch (decode(params, ElicitRequest.class)) {
            case FormElicitation form ->
                handlers.elicitation()
                        .<Callable<Object>>map(
                                handler -> () -> FormAnswers.checked(form, handler.elicit(form, context)))
                        .orElseThrow(() -> invalid("This client did not offer forms"));
            case UrlElicitation page -> {
                UrlElicitationHandler handler = handlers.urlElicitation()
                        .orElseThrow(() -> invalid("This client did not offer to open addresses"));
                UrlElicitation harmless = harmless(page);
                yield () -> handler.elicit(harmless, context);
            }
            case UnknownElicitation unknown -> throw invalid("This client does not know this kind of elicitation");
        };
    }

    /** A person may be deceived by what an address looks like, but no program is started by it, and no file opened. */
    private static UrlElicitation harmless(UrlElicitation page) {
        try {
            URI uri = new URI(page.url());
            boolean secure = "https".equalsIgnoreCase(uri.getScheme());
            boolean local = "http".equalsIgnoreCase(uri.getScheme())
                    && uri.getHost() != null
                    && uri.getHost().matches("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");
            if ((secure || local) && uri.getHost() != null && uri.getRawUserInfo() == null) {
                return page;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw invalid("This client opens only https addresses without credentials");
    }

    private static ListRootsResult roots(List<Root> current) {
        List<Root> allowed = current.stream()
                .filter(root -> {
                    boolean file = root.uri().startsWith("file:///");
                    if (!file) {
                        LOG.log(
                                System.Logger.Level.WARNING,
                                "A root is left out: its address must begin with file:///");
                    }
                    return file;
                })
                .toList();
        return ListRootsResult.of(allowed);
    }

    private static <R> R decode(JsonValue params, Class<R> type) {
        try {
            R decoded = params.as(type);
            if (decoded != null) {
                return decoded;
            }
        } catch (DataMappingException e) {
            throw new JsonRpcException(JsonRpcError.INVALID_PARAMS, "Invalid parameters", null, e);
        }
        throw invalid("Parameters are missing");
    }

    private static JsonRpcException invalid(String message) {
        return new JsonRpcException(JsonRpcError.INVALID_PARAMS, message, null);
    }
}
