package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ElicitationHandler;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.SamplingHandler;
import dev.fastmcp.api.UrlElicitationHandler;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Root;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** What servers may ask of this client. */
public record Handlers(
        Optional<SamplingHandler> sampling,
        Set<SamplingHandler.Feature> samplingFeatures,
        Optional<ElicitationHandler> elicitation,
        Optional<UrlElicitationHandler> urlElicitation,
        Optional<Supplier<List<Root>>> roots,
        Optional<Forwarding> forwarding) {

    /** Answers in place of all the others, with what somebody else says, and hears what they could hear. */
    public interface Forwarding {

        /** What that somebody can be asked. */
        ClientCapabilities capabilities();

        /** The HTTP headers that the server is to see with what somebody has not sent himself: with what it takes to connect, above all. Asked each time. */
        RequestHeaders headers();

        /**
         * Asks.
         *
         * @return the answer as it came
         * @throws dev.fastmcp.api.error.JsonRpcException to refuse
         */
        JsonValue answer(String method, JsonValue params) throws Exception;

        /** Hears of every notification but progress, before the response that it came ahead of; must return at once. */
        void hear(JsonRpcMessage.Notification notification);
    }

    /** Nothing. */
    public static final Handlers NONE = new Handlers(
            Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What servers may ask is asked of somebody else. */
    public static Handlers of(Forwarding forwarding) {
        return new Handlers(
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(forwarding));
    }

    /** HTTP headers for requests of this client's own. */
    RequestHeaders headers() {
        return forwarding.map(Forwarding::headers).orElse(RequestHeaders.NONE);
    }

    /** What is handed on has the headers of the one who sent it, even if there are none. */
    RequestHeaders headersOf(CallOptions call) {
        return call.headers() == RequestHeaders.NONE ? headers() : call.headers();
    }

    /** Copies the set. */
    public Handlers {
        samplingFeatures = Set.copyOf(samplingFeatures);
    }

    /** Declares exactly what there are handlers for. */
    ClientCapabilities capabilities(Era era) {
        if (forwarding.isPresent()) {
            return forwarding.get().capabilities();
        }
        return new ClientCapabilities(
                Map.of(),
                roots.map(list -> new ClientCapabilities.Roots(era == Era.LEGACY, Map.of())),
                sampling.map(handler -> new ClientCapabilities.Sampling(
                        declared(samplingFeatures.contains(SamplingHandler.Feature.CONTEXT)),
                        declared(samplingFeatures.contains(SamplingHandler.Feature.TOOLS)),
                        Map.of())),
                elicitation.isEmpty() && urlElicitation.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ClientCapabilities.Elicitation(
                                declared(elicitation.isPresent()), declared(urlElicitation.isPresent()), Map.of())),
                Optional.empty(),
                Map.of(),
                Map.of());
    }

    private static Optional<Map<String, Object>> declared(boolean offered) {
        return offered ? Optional.of(Map.of()) : Optional.empty();
    }
}
