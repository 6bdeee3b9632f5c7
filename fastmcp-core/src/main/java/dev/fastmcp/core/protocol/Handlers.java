package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ElicitationHandler;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.SamplingHandler;
import dev.fastmcp.api.UrlElicitationHandler;
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
        Optional<Supplier<List<Root>>> roots) {

    /** Nothing. */
    public static final Handlers NONE =
            new Handlers(Optional.empty(), Set.of(), Optional.empty(), Optional.empty(), Optional.empty());

    /** Copies the set. */
    public Handlers {
        samplingFeatures = Set.copyOf(samplingFeatures);
    }

    /** Declares exactly what there are handlers for. */
    ClientCapabilities capabilities(Era era) {
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
