package dev.fastmcp.core.transport;

import dev.fastmcp.api.error.TransportSelectionException;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The transports a client can choose from. Which one is chosen: the one with the id asked for, else the one with the highest priority among those that accept
 * the source. Every doubt is an error that names all involved. Immutable.
 */
public final class TransportRegistry {

    private final Map<String, RegisteredFactory> factories = new LinkedHashMap<>();

    /**
     * Creates a registry.
     *
     * @param discovered what was found
     * @param byHand what the user gave; takes the place of what was found under the same id
     */
    public TransportRegistry(Collection<TransportFactory> discovered, Collection<TransportFactory> byHand) {
        discovered.forEach(factory -> register(RegisteredFactory.of(factory, false)));
        byHand.forEach(factory -> register(RegisteredFactory.of(factory, true)));
    }

    private void register(RegisteredFactory added) {
        RegisteredFactory present = factories.get(added.id());
        if (present != null && present.byHand() == added.byHand()) {
            throw new TransportSelectionException("Two transport factories have the id \"" + added.id() + "\": "
                    + RegisteredFactory.origin(present.factory()) + " and "
                    + RegisteredFactory.origin(added.factory()) + "; remove one of them");
        }
        factories.put(added.id(), added);
    }

    /**
     * Makes the transport for a source.
     *
     * @param source what the user passed
     * @param id which factory to use; empty to ask them
     * @param context for the factory
     * @return the transport
     */
    public ClientTransport create(Object source, Optional<String> id, TransportContext context) {
        TransportSource named = TransportSources.of(source);
        Optional<String> wanted = id.or(() -> ConfiguredId.of(named));
        RegisteredFactory chosen = wanted.isPresent() ? byId(wanted.get()) : choose(named);
        if (!context.headers().asMap().isEmpty()) {
            require(TransportOption.HEADERS, "headers", chosen);
        }
        if (context.unverifiedTls()) {
            require(TransportOption.UNVERIFIED_TLS, "TLS without verification", chosen);
        }
        if (context.authentication().isPresent()) {
            require(TransportOption.AUTHENTICATION, "authentication", chosen);
        }
        return chosen.factory().create(named, context);
    }

    private static void require(TransportOption option, String name, RegisteredFactory chosen) {
        if (!chosen.factory().supports(option)) {
            throw new TransportSelectionException(
                    "The transport " + chosen.describe() + " knows no " + name + ": leave that option out");
        }
    }

    private RegisteredFactory byId(String id) {
        RegisteredFactory chosen = factories.get(id);
        if (chosen == null) {
            throw new TransportSelectionException(
                    "No transport is called \"" + id + "\"; installed are: " + describe(factories.values()));
        }
        return chosen;
    }

    private RegisteredFactory choose(TransportSource source) {
        List<RegisteredFactory> accepting = new ArrayList<>();
        for (RegisteredFactory factory : factories.values()) {
            if (factory.accepts(source)) {
                accepting.add(factory);
            }
        }
        List<RegisteredFactory> best =
                Ranking.highest(accepting, factory -> factory.factory().priority());
        if (best.isEmpty()) {
            throw nobody(source);
        }
        if (best.size() > 1) {
            throw new TransportSelectionException("Several transports accept " + SourceText.of(source)
                    + " with the same priority " + best.get(0).factory().priority() + ": " + describe(best)
                    + "; choose one by its id with Client.Builder.transport(id)");
        }
        return best.get(0);
    }

    private TransportSelectionException nobody(TransportSource source) {
        String asked = factories.isEmpty()
                ? "no transport is installed"
                : "asked were, and said no: " + describe(factories.values());
        return new TransportSelectionException("No transport accepts " + SourceText.of(source) + "; " + asked
                + ArtifactHints.hint(source).map(hint -> "; " + hint).orElse(""));
    }

    private static String describe(Collection<RegisteredFactory> listed) {
        return listed.isEmpty()
                ? "none"
                : listed.stream().map(RegisteredFactory::describe).sorted().collect(Collectors.joining(", "));
    }
}
