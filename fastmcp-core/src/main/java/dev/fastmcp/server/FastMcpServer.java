package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.core.json.JsonRpcCodec;
import dev.fastmcp.core.server.CacheHint;
import dev.fastmcp.core.server.ServerCore;
import dev.fastmcp.core.server.StdioServing;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server: tools, resources and prompts, offered to clients of every released protocol version. Thread-safe; components may come and go while it is used, and clients that listen hear of it.
 *
 * <pre>{@code
 * record Sum(@Description("The first number") double a, @Description("The second number") double b) {}
 *
 * FastMcpServer server = FastMcpServer.builder("calculator")
 *         .tool(ServerTool.of("add", "Adds two numbers.", Sum.class, (sum, context) -> sum.a() + sum.b()))
 *         .build();
 *
 * try (ClientSession session = Client.connect(server)) {                      // in the same process
 *     session.callTool("add", Map.of("a", 1, "b", 2)).data(Double.class);     // 3.0
 * }
 * server.runStdio();                                                          // or as a child process
 * }</pre>
 */
public final class FastMcpServer implements AutoCloseable {

    static final Duration INPUT_TIMEOUT = Duration.ofMinutes(5);

    private final String name;
    private final @Nullable Components own;
    private final ServerCore core;
    private final Runnable whenClosed;

    private FastMcpServer(Builder builder) {
        Components components = new Components();
        Answers answers = new Answers(
                Implementation.of(builder.name, builder.version),
                Optional.ofNullable(builder.instructions),
                builder.hidesErrors,
                components);
        name = builder.name;
        own = components;
        whenClosed = () -> {};
        core = new ServerCore(client -> answers, builder.inputTimeout, builder.cacheHint);
    }

    /** A server whose components are elsewhere. */
    FastMcpServer(String name, ServerCore core, Runnable whenClosed) {
        this.name = name;
        this.own = null;
        this.core = core;
        this.whenClosed = whenClosed;
    }

    /**
     * Makes a server that does what another one does: it hands on all requests, brings what the other server sends and asks to the client it belongs to, and speaks to each side in its own era. Results pass as they are, without being decoded.
     *
     * <pre>{@code
     * try (FastMcpServer proxy = FastMcpServer.proxy("https://example.com/mcp")) {
     *     proxy.runStdio();
     * }
     * }</pre>
     *
     * <p>The proxy connects when its first client comes. If the other server is gone, requests are answered with an error, and the next one connects again. A request takes as long as its client is willing to wait.
     *
     * @param source all that {@link dev.fastmcp.api.Client#of(Object)} takes, or a client with options of its own, which is used as a model and not closed
     * @return the proxy; close it to end its connections. Components cannot be added to it
     * @throws dev.fastmcp.api.error.TransportSelectionException if no transport fits, or several do
     * @throws IllegalArgumentException if the transport cannot use the source
     */
    public static FastMcpServer proxy(Object source) {
        return proxyBuilder(source).build();
    }

    /**
     * Starts to describe a server that does what another one does.
     *
     * @param source as for {@link #proxy}
     * @return a builder
     */
    public static ProxyBuilder proxyBuilder(Object source) {
        return new ProxyBuilder(source);
    }

    /**
     * Starts to describe a server.
     *
     * @param name what clients call it
     * @return a builder
     */
    public static Builder builder(String name) {
        return new Builder(name);
    }

    /**
     * Returns the server's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    private Components components() {
        Components found = own;
        if (found == null) {
            throw new UnsupportedOperationException(
                    "this server hands everything on to another one: add, remove or switch components there");
        }
        return found;
    }

    ServerCore core() {
        return core;
    }

    /**
     * Adds a tool.
     *
     * @param tool the tool
     * @throws IllegalArgumentException if there is one of that name
     */
    public void add(ServerTool tool) {
        components().add(Objects.requireNonNull(tool, "tool"));
        core.toolsChanged();
    }

    /**
     * Adds a resource.
     *
     * @param resource the resource
     * @throws IllegalArgumentException if there is one with that address
     */
    public void add(ServerResource resource) {
        components().add(Objects.requireNonNull(resource, "resource"));
        core.resourcesChanged();
    }

    /**
     * Adds resources whose addresses are alike.
     *
     * @param template the template
     * @throws IllegalArgumentException if it is there already
     */
    public void add(ServerResourceTemplate template) {
        components().add(Objects.requireNonNull(template, "template"));
        core.resourcesChanged();
    }

    /**
     * Adds a prompt.
     *
     * @param prompt the prompt
     * @throws IllegalArgumentException if there is one of that name
     */
    public void add(ServerPrompt prompt) {
        components().add(Objects.requireNonNull(prompt, "prompt"));
        core.promptsChanged();
    }

    /**
     * Removes a tool.
     *
     * @param name its name
     * @return false if there was none
     */
    public boolean removeTool(String name) {
        boolean removed = components().removeTool(Objects.requireNonNull(name, "name"));
        if (removed) {
            core.toolsChanged();
        }
        return removed;
    }

    /**
     * Removes a resource or a template.
     *
     * @param uri its address or template
     * @return false if there was none
     */
    public boolean removeResource(String uri) {
        boolean removed = components().removeResource(Objects.requireNonNull(uri, "uri"));
        if (removed) {
            core.resourcesChanged();
        }
        return removed;
    }

    /**
     * Removes a prompt.
     *
     * @param name its name
     * @return false if there was none
     */
    public boolean removePrompt(String name) {
        boolean removed = components().removePrompt(Objects.requireNonNull(name, "name"));
        if (removed) {
            core.promptsChanged();
        }
        return removed;
    }

    /**
     * Hides the tools that have one of these tags: they are neither listed nor called.
     *
     * @param tags the tags
     */
    public void disable(String... tags) {
        if (components().disable(Set.copyOf(Arrays.asList(tags)), true)) {
            core.toolsChanged();
        }
    }

    /**
     * Undoes {@link #disable}.
     *
     * @param tags the tags
     */
    public void enable(String... tags) {
        if (components().disable(Set.copyOf(Arrays.asList(tags)), false)) {
            core.toolsChanged();
        }
    }

    /**
     * Tells clients that have subscribed to a resource that it has other contents.
     *
     * @param uri its address
     */
    public void resourceUpdated(String uri) {
        core.resourceUpdated(Objects.requireNonNull(uri, "uri"));
    }

    /**
     * Serves the process that started this one, over standard input and output, until the input ends. What the program prints meanwhile goes to standard error, since standard output belongs to the protocol.
     *
     * @throws IOException if the input cannot be read
     */
    public void runStdio() throws IOException {
        System.setOut(System.err);
        serve(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    /**
     * Serves one client over a pair of streams, a message a line, until the input ends. Blocks until then.
     *
     * @param in what the client writes
     * @param out what the client reads
     * @throws IOException if the input cannot be read
     */
    public void serve(InputStream in, OutputStream out) throws IOException {
        JsonRpcCodec codec = new JsonRpcCodec(JsonCodec.discovered(), Limits.DEFAULT);
        new StdioServing(core, codec, Limits.DEFAULT.maxMessageBytes(), in, out).run();
    }

    /** Ends what clients wait for: subscriptions, and calls that wait for answers of their clients; and the connections of a proxy. */
    @Override
    public void close() {
        core.close();
        whenClosed.run();
    }

    @Override
    public String toString() {
        return "FastMcpServer[" + name() + "]";
    }

    /** Describes a server. Not thread-safe. */
    public static final class Builder {

        private final String name;
        private String version = "1.0";
        private @Nullable String instructions;
        private boolean hidesErrors;
        private Duration inputTimeout = INPUT_TIMEOUT;
        private CacheHint cacheHint = CacheHint.NONE;
        private final List<Consumer<FastMcpServer>> additions = new ArrayList<>();

        private Builder(String name) {
            if (Objects.requireNonNull(name, "name").isBlank()) {
                throw new IllegalArgumentException("name is blank: give the server a name");
            }
            this.name = name;
        }

        /**
         * Sets the server's version.
         *
         * @param text {@code 1.0} by default
         * @return this
         */
        public Builder version(String text) {
            version = Objects.requireNonNull(text, "version");
            return this;
        }

        /**
         * Sets what a model should know about the server.
         *
         * @param text none by default
         * @return this
         */
        public Builder instructions(String text) {
            instructions = Objects.requireNonNull(text, "instructions");
            return this;
        }

        /**
         * Adds a tool.
         *
         * @param tool the tool
         * @return this
         */
        public Builder tool(ServerTool tool) {
            Objects.requireNonNull(tool, "tool");
            additions.add(server -> server.add(tool));
            return this;
        }

        /**
         * Adds a tool for each abstract method of an interface, see {@link ServerTool#methods}.
         *
         * @param type the interface
         * @param implementation does what the tools are for
         * @param <T> the interface
         * @return this
         * @throws IllegalArgumentException if it is no interface, or some of its methods cannot be tools
         */
        public <T> Builder tools(Class<T> type, T implementation) {
            ServerTool.methods(type, implementation).forEach(this::tool);
            return this;
        }

        /**
         * Adds a resource.
         *
         * @param resource the resource
         * @return this
         */
        public Builder resource(ServerResource resource) {
            Objects.requireNonNull(resource, "resource");
            additions.add(server -> server.add(resource));
            return this;
        }

        /**
         * Adds resources whose addresses are alike.
         *
         * @param template the template
         * @return this
         */
        public Builder resourceTemplate(ServerResourceTemplate template) {
            Objects.requireNonNull(template, "template");
            additions.add(server -> server.add(template));
            return this;
        }

        /**
         * Adds a prompt.
         *
         * @param prompt the prompt
         * @return this
         */
        public Builder prompt(ServerPrompt prompt) {
            Objects.requireNonNull(prompt, "prompt");
            additions.add(server -> server.add(prompt));
            return this;
        }

        /**
         * Keeps the messages of exceptions from clients: they learn only that a tool, a resource or a prompt failed. The exceptions are logged as warnings.
         *
         * @return this
         */
        public Builder hideErrors() {
            hidesErrors = true;
            return this;
        }

        /**
         * Sets how long a handler waits for the answers of its client.
         *
         * @param timeout 5 minutes by default
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder inputTimeout(Duration timeout) {
            if (Objects.requireNonNull(timeout, "timeout").isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException("inputTimeout is " + timeout + ": give a positive duration");
            }
            inputTimeout = timeout;
            return this;
        }

        /**
         * Tells clients of the modern era how long they may keep lists and resources.
         *
         * @param ttl zero by default: not at all
         * @param scope whether others may be given what one client got; {@link CacheScope#PRIVATE} by default
         * @return this
         * @throws IllegalArgumentException if the time is negative
         */
        public Builder cacheHint(Duration ttl, CacheScope scope) {
            if (ttl.isNegative()) {
                throw new IllegalArgumentException("ttl is " + ttl + ": give zero or a positive duration");
            }
            cacheHint = new CacheHint(ttl, Objects.requireNonNull(scope, "scope"));
            return this;
        }

        /**
         * Makes the server.
         *
         * @return the server
         * @throws IllegalArgumentException if two components have the same name
         */
        public FastMcpServer build() {
            FastMcpServer server = new FastMcpServer(this);
            additions.forEach(addition -> addition.accept(server));
            return server;
        }
    }
}
