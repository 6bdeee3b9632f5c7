package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.core.client.Inherited;
import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.ServerMethods;
import dev.fastmcp.core.transform.ToolTransforms;
import dev.fastmcp.core.wiring.CoreInjector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The servers of a configuration as one. Thread-safe. */
public final class Composite implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Composite.class.getName());

    private final List<Member> members;
    private final ComponentNames names;
    private final boolean complete;

    private final Map<String, McpException> unavailable = new ConcurrentHashMap<>();

    private Composite(List<Member> members, ComponentNames names, boolean complete) {
        this.members = List.copyOf(members);
        this.names = names;
        this.complete = complete;
        for (Member member : members) {
            McpException flaw = member.flaw();
            if (flaw != null) {
                failed(member.name(), flaw);
            }
        }
        requireEnough(unavailable());
    }

    /**
     * Prepares all servers that are not switched off, and then the others; connects to nothing.
     *
     * @param others servers that are in no configuration, by name
     * @param complete whether all must be usable; otherwise one is enough
     * @param inherited what the clients of single servers take over
     * @throws ConfigException if there are none
     * @throws TransportException if there are not enough that can be used
     */
    public static Composite of(
            McpConfig config,
            Map<String, ? extends ClientTransport> others,
            ComponentNames names,
            boolean complete,
            Inherited inherited) {
        List<Member> members = new ArrayList<>();
        config.enabledServers()
                .forEach((name, entry) -> members.add(Member.of(name, config.path(name), entry, inherited)));
        config.invalidServers().forEach((name, flaw) -> members.add(Member.flawed(name, flaw)));
        others.forEach((name, transport) -> members.add(
                Member.of(name, ToolTransforms.NONE, CoreInjector.clients().patient(transport, inherited))));
        if (members.isEmpty()) {
            throw new ConfigException("The configuration has no servers that are switched on");
        }
        return of(members, names, complete);
    }

    static Composite of(List<Member> members, ComponentNames names, boolean complete) {
        return new Composite(members, names, complete);
    }

    /**
     * Begins to work for a client.
     *
     * @param patience how long it waits for servers that do not answer; zero for ever
     */
    public ServerMethods serve(ClientLink client, Duration patience) {
        return new CompositeSession(this, client, patience);
    }

    /** Why servers cannot be used at the moment, in the order of the configuration; those whose entries are wrong come after all other entries. */
    public Map<String, McpException> unavailable() {
        Map<String, McpException> ordered = new LinkedHashMap<>();
        for (Member member : members) {
            McpException cause = unavailable.get(member.name());
            if (cause != null) {
                ordered.put(member.name(), cause);
            }
        }
        return Collections.unmodifiableMap(ordered);
    }

    /** Why the server that a tool or a prompt belongs to by its name cannot be used at the moment; of several the first one. */
    public Optional<McpException> unavailable(String shown) {
        return unavailable().entrySet().stream()
                .filter(failure -> names.originalName(failure.getKey(), shown).isPresent())
                .findFirst()
                .map(failure -> UnavailableServer.because(failure.getKey(), failure.getValue()));
    }

    List<Member> members() {
        return members;
    }

    ComponentNames names() {
        return names;
    }

    void failed(String server, McpException cause) {
        McpException before = unavailable.put(server, cause);
        if (before == null || !String.valueOf(before.getMessage()).equals(cause.getMessage())) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "The server \"{0}\" of the configuration cannot be used: {1}",
                    server,
                    cause.getMessage());
        }
    }

    void reached(String server) {
        if (unavailable.remove(server) != null) {
            LOG.log(System.Logger.Level.INFO, "The server \"{0}\" of the configuration can be used again", server);
        }
    }

    /** Fails if one server too many cannot be used. */
    void requireEnough(Map<String, McpException> failures) {
        boolean enough = failures.isEmpty() || !complete && failures.size() < members.size();
        if (enough) {
            return;
        }
        String reasons = failures.entrySet().stream()
                .map(failure -> failure.getKey() + ": " + failure.getValue().getMessage())
                .collect(Collectors.joining("; "));
        McpException first = failures.values().iterator().next();
        throw new TransportException(
                first instanceof TransportException lost ? lost.kind() : TransportException.Kind.CONNECT_FAILED,
                (failures.size() == members.size()
                                ? "No server of the configuration can be used: "
                                : "Not all servers of the configuration can be used: ")
                        + reasons,
                first);
    }

    @Override
    public void close() {
        members.forEach(Member::close);
    }
}
