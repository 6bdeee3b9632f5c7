package dev.fastmcp.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.CommandServer;
import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.core.client.Inherited;
import dev.fastmcp.core.composite.Composite;
import dev.fastmcp.core.server.CacheHint;
import dev.fastmcp.core.server.MemoryChannel;
import dev.fastmcp.core.server.ServerCore;
import dev.fastmcp.core.transport.Plugins;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connects one client to all servers of a configuration, as if they were one. {@code Client.of(config)} does that by itself if there are several servers, or if the entry of the only one changes its tools.
 *
 * <pre>{@code
 * McpConfig config = McpConfig.read(Path.of("mcp.json"));
 * try (ClientSession session = Client.connect(config)) {
 *     session.callTool("weather_forecast", Map.of("city", "Rome"));     // the tool "forecast" of the server "weather"
 *     session.readResource("docs://wiki/start");                        // the resource docs://start of the server "wiki"
 * }
 * }</pre>
 *
 * <p>Tools and prompts are called {@code {server}_{name}}, resources {@code scheme://{server}/rest}, or as {@link Builder#names} says; a name that two servers claim is an error that names both. There is one connection to each server, made when the client connects, all at the same time, and made again after it was lost. They are kept until the client is closed if one of the servers is a process whose entry does not say {@code keep_alive: false}, and else end with the last session. Each server is spoken to in its own era, and a call is one request to one server. A server that cannot be used costs its own components only, and is reported by {@link #unavailable()} and in a warning; it is tried again by each call to it and, every ten seconds at most, by each list.
 *
 * <p>Servers of this process can be added, so that they and those of the configuration are one for the client:
 *
 * <pre>{@code
 * McpConfigTransport all = McpConfigTransport.builder(config).server("notes", notes).build();
 * }</pre>
 *
 * <p>What servers ask and log reaches the handlers of the client. {@code tools}, {@code include_tags} and {@code exclude_tags} of an entry are applied. The client itself speaks to this transport in the legacy era, in which servers may ask at any time, unless it is pinned to the modern one. Thread-safe.
 */
public final class McpConfigTransport implements ClientTransport {

    private final Composite composite;
    private final String endpoint;
    private final ChannelTraits traits;
    private final Set<Channel> open = ConcurrentHashMap.newKeySet();

    private McpConfigTransport(Composite composite, String endpoint, ChannelTraits traits) {
        this.composite = composite;
        this.endpoint = endpoint;
        this.traits = traits;
    }

    /**
     * Makes a transport with the usual names, for which one usable server is enough.
     *
     * @param config the servers; those that are switched off are left out
     * @return the transport; closing it ends the connections to all servers
     * @throws dev.fastmcp.api.error.ConfigException if there is no server
     * @throws dev.fastmcp.api.error.TransportException if no server can be used; the message says why for each of them
     */
    public static McpConfigTransport of(McpConfig config) {
        return builder(config).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param config the servers; those that are switched off are left out
     * @return a builder
     */
    public static Builder builder(McpConfig config) {
        return new Builder(config);
    }

    /**
     * Tells which servers cannot be used at the moment, and why.
     *
     * @return what was thrown last, by the name of the server; a copy
     */
    public Map<String, McpException> unavailable() {
        return composite.unavailable();
    }

    /**
     * Tells why a tool or a prompt may be missing from lists: because the server that it belongs to, by its name, cannot be used at the moment. Connects to nothing; a call to the component tries the server again, and
     * throws the like.
     *
     * @param component the name of a tool or a prompt for clients
     * @return what was thrown last, with a message that names the server; of several servers that it may belong to, of the first that cannot be used; empty if there is none
     */
    public Optional<McpException> unavailable(String component) {
        return composite.unavailable(component);
    }

    @Override
    public Channel open(ChannelContext context) {
        open.removeIf(channel -> !channel.isOpen());
        ServerCore core = new ServerCore(
                client -> composite.serve(client, context.connectTimeout()),
                FastMcpServer.INPUT_TIMEOUT,
                CacheHint.NONE);
        Channel channel = new MemoryChannel(core, context, endpoint, true, traits);
        open.add(channel);
        return channel;
    }

    /** Ends the connections to all servers. */
    @Override
    public void close() {
        open.forEach(Channel::close);
        open.clear();
        composite.close();
    }

    @Override
    public String endpoint() {
        return endpoint;
    }

    @Override
    public String toString() {
        return "McpConfigTransport[" + endpoint + "]";
    }

    /** Describes a transport. Not thread-safe. */
    public static final class Builder {

        private final McpConfig config;
        private final List<TransportFactory> factories = new ArrayList<>();
        private final Map<String, FastMcpTransport> inProcess = new LinkedHashMap<>();
        private @Nullable ComponentNames names;
        private boolean complete;
        private Limits limits = Limits.DEFAULT;
        private Era era = Era.AUTO;
        private Duration connectTimeout = Duration.ofSeconds(30);
        private boolean discovery = true;
        private @Nullable ClassLoader loader;
        private @Nullable Plugins plugins;

        private Builder(McpConfig config) {
            this.config = Objects.requireNonNull(config, "config");
        }

        /**
         * Adds a server of this process, after those of the configuration. It counts as one of them: for names, lists, failures, and {@link McpConfigTransport#unavailable()}. Two servers are several, wherever they are.
         *
         * @param name what it is called, as the name of an entry is
         * @param server the server; closing the transport ends the connections to it, but does not close it
         * @return this
         * @throws IllegalArgumentException if there is a server of that name, or the name is blank
         */
        public Builder server(String name, FastMcpServer server) {
            if (name.isBlank()) {
                throw new IllegalArgumentException(
                        "name is blank: give the server a name, its components begin with it");
            }
            if (config.enabledServers().containsKey(name)
                    || config.invalidServers().containsKey(name)) {
                throw new IllegalArgumentException("there is a server \"" + name
                        + "\" in the configuration: choose another name, or switch that entry off");
            }
            if (inProcess.putIfAbsent(name, FastMcpTransport.of(server)) != null) {
                throw new IllegalArgumentException("a server \"" + name + "\" was added before: choose another name");
            }
            return this;
        }

        /**
         * Sets how the components of the servers are called.
         *
         * @param rule {@link ComponentNames#prefixed()} by default, or {@link ComponentNames#unchanged()} if there is only one server
         * @return this
         */
        public Builder names(ComponentNames rule) {
            names = Objects.requireNonNull(rule, "rule");
            return this;
        }

        /**
         * Wants all servers: if one of them cannot be used, neither connecting nor listing succeeds. By default one usable server is enough.
         *
         * @return this
         */
        public Builder requireAll() {
            complete = true;
            return this;
        }

        /**
         * Sets what servers may not exceed. A client that chooses this transport by itself passes on its own limits.
         *
         * @param wanted {@link Limits#DEFAULT} by default
         * @return this
         */
        public Builder limits(Limits wanted) {
            limits = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Adds a transport that servers may be reached by, as {@link dev.fastmcp.api.Client.Builder#transportFactory} does. A client that chooses this transport by itself passes on what it was given.
         *
         * @param factory takes the place of one with the same id that is installed
         * @return this
         */
        public Builder transportFactory(TransportFactory factory) {
            factories.add(Objects.requireNonNull(factory, "factory"));
            return this;
        }

        /**
         * Sets whether to look for installed transports and providers of authentication, as {@link dev.fastmcp.api.Client.Builder#discovery} does.
         *
         * @param wanted true by default
         * @return this
         */
        public Builder discovery(boolean wanted) {
            discovery = wanted;
            return this;
        }

        /**
         * Sets where to look for them, as {@link dev.fastmcp.api.Client.Builder#pluginLoader} does.
         *
         * @param wanted the thread's context class loader and that of this library by default
         * @return this
         */
        public Builder pluginLoader(ClassLoader wanted) {
            loader = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Sets how servers are spoken to whose entries do not name an {@code era}. A client that chooses this transport by itself passes on its own; another one that is pinned to the modern era can use
         * this transport only if that is set here as well.
         *
         * @param wanted {@link Era#AUTO}, the default, finds out for each server
         * @return this
         */
        public Builder era(Era wanted) {
            era = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Sets how long connecting to one server may take. A client that chooses this transport by itself passes on its own, {@link dev.fastmcp.api.Client.Builder#connectTimeout}. A client waits for four fifths of its own time; a
         * server that comes later is told of by a changed list.
         *
         * @param wanted 30 seconds by default; zero for no limit
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder connectTimeout(Duration wanted) {
            if (wanted.isNegative()) {
                throw new IllegalArgumentException(
                        "connectTimeout is " + wanted + ": give a positive duration, or zero for no limit");
            }
            connectTimeout = wanted;
            return this;
        }

        /** Those of the client, in place of what is described here. */
        Builder plugins(Plugins wanted) {
            plugins = wanted;
            return this;
        }

        private ComponentNames names() {
            int entries =
                    config.enabledServers().size() + config.invalidServers().size();
            boolean several = entries + inProcess.size() > 1;
            return several ? ComponentNames.prefixed() : ComponentNames.unchanged();
        }

        /** In the legacy era servers may ask at any time. Processes go on as they do for a client of one server: unless their entries say otherwise, until the client is closed. */
        private ChannelTraits traits() {
            boolean kept = config.enabledServers().values().stream()
                    .anyMatch(server -> server instanceof CommandServer process
                            && process.keepAlive().orElse(true));
            return new ChannelTraits(era != Era.MODERN, true, false, kept);
        }

        private Plugins plugins() {
            return plugins == null ? new Plugins(factories, discovery, loader) : plugins;
        }

        /**
         * Makes the transport. Connects to nothing yet.
         *
         * @return the transport
         * @throws dev.fastmcp.api.error.ConfigException if there is no server
         * @throws dev.fastmcp.api.error.TransportException if not enough servers can be used, because a transport is missing for example; the message says why for each of them
         */
        public McpConfigTransport build() {
            List<String> servers = new ArrayList<>(config.enabledServers().keySet());
            servers.addAll(inProcess.keySet());
            return new McpConfigTransport(
                    Composite.of(
                            config,
                            inProcess,
                            names == null ? names() : names,
                            complete,
                            new Inherited(limits, plugins(), era, connectTimeout)),
                    "configured servers " + String.join(", ", servers),
                    traits());
        }
    }
}
