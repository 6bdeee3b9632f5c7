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

    FastMcpServer(String name, Components own, ServerCore core, Runnable whenClosed) {
        this.name = name;
        this.own = own;
        this.core = core;
        this.whenClosed = whenClosed;
        own.tell(core::announce);
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
     * Tells clients that have subscribed to a resource that it has other contents.
     *
     * @param uri its address
     */
    public void resourceUpdated(String uri) {
        core.announce(new Announcement.ResourceUpdated(Objects.requireNonNull(uri, "uri")));
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
