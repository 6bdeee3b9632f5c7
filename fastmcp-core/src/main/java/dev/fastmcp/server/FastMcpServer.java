package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.core.json.JsonRpcCodec;
import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.ServerCore;
import dev.fastmcp.core.server.StdioServing;
import dev.fastmcp.core.server.UriTemplate;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
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

    private static final Pattern PREFIX = Pattern.compile("[A-Za-z0-9_.-]*");

    /** Two servers must not be mounted in one another at the same time. */
    private static final ReentrantLock MOUNTING = new ReentrantLock();

    private final String name;
    private final @Nullable Answers answers;
    private final ServerCore core;
    private final Runnable whenClosed;

    FastMcpServer(String name, Answers answers, ServerCore core) {
        this.name = name;
        this.answers = answers;
        this.core = core;
        this.whenClosed = answers.components()::close;
        answers.components().tell(core::announce);
    }

    /** A server whose components are elsewhere. */
    FastMcpServer(String name, ServerCore core, Runnable whenClosed) {
        this.name = name;
        this.answers = null;
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
    public static ServerBuilder builder(String name) {
        return new ServerBuilder(name);
    }

    /**
     * Returns the server's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    Components components() {
        return answers().components();
    }

    private Answers answers() {
        Answers found = answers;
        if (found == null) {
            throw new UnsupportedOperationException(
                    "this server hands everything on to another one: add, remove or switch components there");
        }
        return found;
    }

    ServerCore core() {
        return core;
    }

    /** How many hear of changes: its clients together, and the servers in which it is mounted. */
    int listeners() {
        return components().listeners();
    }

    /**
     * Adds a tool.
     *
     * @param tool the tool
     * @throws IllegalArgumentException if there is one of that name
     */
    public void add(ServerTool tool) {
        Objects.requireNonNull(tool, "tool");
        components().change(now -> now.with(tool));
    }

    /**
     * Adds a resource.
     *
     * @param resource the resource
     * @throws IllegalArgumentException if there is one with that address
     */
    public void add(ServerResource resource) {
        Objects.requireNonNull(resource, "resource");
        components().change(now -> now.with(resource));
    }

    /**
     * Adds resources whose addresses are alike.
     *
     * @param template the template
     * @throws IllegalArgumentException if it is there already
     */
    public void add(ServerResourceTemplate template) {
        Objects.requireNonNull(template, "template");
        Components.KnownTemplate known = new Components.KnownTemplate(
                template, UriTemplate.of(template.definition().uriTemplate()));
        components().change(now -> now.with(known));
    }

    /**
     * Adds a prompt.
     *
     * @param prompt the prompt
     * @throws IllegalArgumentException if there is one of that name
     */
    public void add(ServerPrompt prompt) {
        Objects.requireNonNull(prompt, "prompt");
        components().change(now -> now.with(prompt));
    }

    /**
     * Removes a tool.
     *
     * @param name its name
     * @return false if there was none
     */
    public boolean removeTool(String name) {
        Objects.requireNonNull(name, "name");
        return components().change(now -> now.withoutTool(name));
    }

    /**
     * Removes a resource or a template.
     *
     * @param uri its address or template
     * @return false if there was none
     */
    public boolean removeResource(String uri) {
        Objects.requireNonNull(uri, "uri");
        return components().change(now -> now.withoutResource(uri));
    }

    /**
     * Removes a prompt.
     *
     * @param name its name
     * @return false if there was none
     */
    public boolean removePrompt(String name) {
        Objects.requireNonNull(name, "name");
        return components().change(now -> now.withoutPrompt(name));
    }

    /**
     * Hides tools, resources, resource templates and prompts that have one of these tags, now or later: for clients there are none. Clients that listen hear of each list that looks otherwise now.
     *
     * @param tags the tags
     */
    public void disable(String... tags) {
        components().disable(Set.copyOf(Arrays.asList(tags)), true);
    }

    /**
     * Undoes {@link #disable}. What has another tag that is disabled stays hidden.
     *
     * @param tags the tags
     */
    public void enable(String... tags) {
        components().disable(Set.copyOf(Arrays.asList(tags)), false);
    }

    /**
     * Shows what another server has as if it were of this one, live: whatever is added there, removed, hidden or changed later is seen here, and clients of this server hear of it. Its handlers are called with the requests of this server's
     * clients; {@code readResource} in them reads from their own server.
     *
     * <p>Tools and prompts are called {@code {prefix}_{name}}, resources and templates have the address {@code scheme://{prefix}/rest} (those without {@code ://} keep theirs), as for several servers of a configuration. Addresses within
     * results of tools and prompts stay as they are. Of components with the same name that of this server is seen, else that of the server that was mounted first. {@link #disable} counts for what is mounted, too; timeouts and cache hints are those of
     * this server, and exceptions are told only if neither server hides them.
     *
     * <p>Closing either server does not close the other one.
     *
     * @param prefix letters, digits, and characters of {@code _.-}; or empty, as for {@link #mount(FastMcpServer)}
     * @param other the other server, which may have mounts of its own, and may be mounted in several servers. A {@linkplain #proxy proxy} cannot be mounted: use a configuration of several servers instead
     * @throws IllegalArgumentException if the prefix has other characters, the other server is a proxy, or one server would be within itself
     * @throws UnsupportedOperationException if this server is a proxy
     */
    public void mount(String prefix, FastMcpServer other) {
        if (!PREFIX.matcher(Objects.requireNonNull(prefix, "prefix")).matches()) {
            throw new IllegalArgumentException(
                    "\"" + prefix + "\" is no prefix for names: use letters, digits, '_', '.' and '-'");
        }
        Answers child = Objects.requireNonNull(other, "other").answers;
        Answers parent = answers();
        if (child == null) {
            throw new IllegalArgumentException(other + " hands everything on to another server, and cannot be mounted:"
                    + " make one proxy of a configuration that names all servers");
        }
        MOUNTING.lock();
        try {
            Mount mount = new Mount(prefix, child);
            if (mount.leadsTo(parent)) {
                throw new IllegalArgumentException(
                        other == this
                                ? this + " cannot be mounted in itself"
                                : this + " is mounted in " + other + ", so that one cannot be mounted in it");
            }
            parent.components().mount(mount);
        } finally {
            MOUNTING.unlock();
        }
    }

    /**
     * Shows what another server has as if it were of this one, under the names that it has there; see {@link #mount(String, FastMcpServer)}.
     *
     * @param other the other server
     * @throws IllegalArgumentException if the other server is a proxy, or one server would be within itself
     * @throws UnsupportedOperationException if this server is a proxy
     */
    public void mount(FastMcpServer other) {
        mount("", other);
    }

    /**
     * Tells clients that have subscribed to a resource that it has other contents.
     *
     * @param uri its address
     */
    public void resourceUpdated(String uri) {
        Announcement updated = new Announcement.ResourceUpdated(Objects.requireNonNull(uri, "uri"));
        if (answers == null) {
            core.announce(updated);
        } else {
            answers.components().announce(updated);
        }
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
}
