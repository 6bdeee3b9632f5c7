package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.Extension;
import dev.fastmcp.api.Interceptor;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.core.cache.ResponseCache;
import dev.fastmcp.core.schema.OutputCheck;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything about a client but its transport. */
public record ClientOptions(
        Duration timeout,
        Duration connectTimeout,
        Duration probeTimeout,
        Duration totalTimeout,
        boolean progressRestartsTimeout,
        Era era,
        Optional<ProtocolVersion> pinnedVersion,
        Implementation clientInfo,
        Listeners listeners,
        Handlers handlers,
        boolean tasks,
        List<Extension> extensions,
        List<Interceptor> interceptors,
        OutputCheck outputs,
        Limits limits,
        Optional<ResponseCache> cache) {

    /** The extension that lets servers make tasks of calls. */
    static final String TASKS = "io.modelcontextprotocol/tasks";

    /** Copies the list. */
    public ClientOptions {
        extensions = List.copyOf(extensions);
        interceptors = List.copyOf(interceptors);
    }

    /** What a client has that was told nothing, but for its listeners. */
    public static ClientOptions usual(Implementation clientInfo, Listeners listeners) {
        return new ClientOptions(
                Duration.ofSeconds(60),
                Duration.ofSeconds(30),
                Duration.ofSeconds(2),
                Duration.ofMinutes(10),
                false,
                Era.AUTO,
                Optional.empty(),
                clientInfo,
                listeners,
                Handlers.NONE,
                true,
                List.of(),
                List.of(),
                OutputCheck.NONE,
                Limits.DEFAULT,
                Optional.empty());
    }

    /**
     * The same for a client that works on behalf of others: what servers send and ask goes to them, and nothing is kept.
     *
     * @param name who they are
     */
    public ClientOptions onBehalfOf(Implementation name, Handlers.Forwarding others, Listeners wanted) {
        return new ClientOptions(
                timeout,
                connectTimeout,
                probeTimeout,
                totalTimeout,
                progressRestartsTimeout,
                era,
                pinnedVersion,
                name,
                wanted,
                Handlers.of(others),
                false,
                List.of(),
                interceptors,
                OutputCheck.NONE,
                limits,
                Optional.empty());
    }

    /** What this client declares to servers of an era. */
    ClientCapabilities capabilities(Era wanted) {
        ClientCapabilities asked = handlers.capabilities(wanted);
        Map<String, Object> declared = new LinkedHashMap<>();
        extensions.forEach(extension -> declared.put(extension.id(), extension.settings()));
        if (tasks && wanted == Era.MODERN) {
            declared.putIfAbsent(TASKS, Map.of());
        }
        return new ClientCapabilities(
                asked.experimental(),
                asked.roots(),
                asked.sampling(),
                asked.elicitation(),
                asked.tasks(),
                declared,
                asked.extra());
    }

    /** How long progress can put off the end of a call whose timeout it restarts. */
    Duration progressLimit() {
        return totalTimeout.isZero() ? Duration.ofDays(365) : totalTimeout;
    }

    /** The version to offer first in an era. */
    ProtocolVersion preferred(Era wanted) {
        return pinnedVersion.orElseGet(() -> ProtocolVersion.newest(wanted));
    }

    /** Tells whether a version may be spoken. */
    boolean accepts(ProtocolVersion version) {
        return pinnedVersion.isEmpty() || pinnedVersion.get() == version;
    }
}
