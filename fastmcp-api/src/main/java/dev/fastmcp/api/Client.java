package dev.fastmcp.api;

import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.Root;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.api.spi.TransportFactory;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * An MCP client: the description of a server and of how to talk to it, and the connection that its sessions share.
 *
 * <pre>{@code
 * try (ClientSession session = Client.connect("server.py")) {
 *     CallToolResult sum = session.callTool("add", Map.of("a", 1, "b", 2));
 *     System.out.println(sum.text());
 * }
 * }</pre>
 *
 * <p>What can be connected to is decided by the transports on the class path or module path. A source is one of these, looked at in this order:
 *
 * <ul>
 *   <li>a transport, which is used as it is;
 *   <li>one server of a configuration ({@link dev.fastmcp.api.config.McpServerConfig}, {@link dev.fastmcp.api.config.InstalledServer}), or a configuration ({@link
 *       dev.fastmcp.api.config.McpConfig}, a {@code Map}, the path of a {@code .json} file), of which all servers that are not disabled are reached as if they were one;
 *   <li>an address: a {@link java.net.URI} or {@link java.net.URL}, or a text with a scheme of two letters or more and {@code ://}, whatever files there are;
 *   <li>the path of a script: any other text, a {@link java.nio.file.Path} or {@link java.io.File}, an address with the scheme {@code file};
 *   <li>a command: a {@code List<String>} or {@code String[]}, the program first;
 *   <li>any object for which a transport says so, such as a server in the same process.
 * </ul>
 *
 * <p>Immutable and thread-safe. Creating a client connects to nothing.
 *
 * @param <T> the type of the transport
 */
public interface Client<T extends ClientTransport> extends AutoCloseable {

    /**
     * Makes a client with default options for a transport.
     *
     * @param transport the transport; closed with the client
     * @param <T> its type
     * @return the client
     */
    static <T extends ClientTransport> Client<T> of(T transport) {
        return builder(transport).build();
    }

    /**
     * Makes a client with default options, whose transport is chosen from what is installed.
     *
     * @param source what to connect to, as {@linkplain Client described}
     * @return the client
     * @throws dev.fastmcp.api.error.ConfigException if the source is a configuration that cannot be used
     * @throws dev.fastmcp.api.error.TransportSelectionException if no transport fits, or several do
     * @throws IllegalArgumentException if the transport cannot use the source; the message says what would be accepted
     */
    static Client<?> of(Object source) {
        return builder(source).build();
    }

    /**
     * Starts to build a client for a transport.
     *
     * @param transport the transport; closed with the client
     * @param <T> its type
     * @return a builder with default options
     */
    static <T extends ClientTransport> Builder<T> builder(T transport) {
        return ClientProvider.discovered().builder(transport);
    }

    /**
     * Starts to build a client whose transport is chosen when {@link Builder#build()} is called.
     *
     * @param source what to connect to, as {@linkplain Client described}
     * @return a builder with default options
     * @throws dev.fastmcp.api.error.ConfigException if the source is a configuration that cannot be used
     * @throws IllegalArgumentException if the source is blank, no valid address, or no list of texts; the message says what would be accepted
     */
    static Builder<?> builder(Object source) {
        return source instanceof ClientTransport transport
                ? ClientProvider.discovered().builder(transport)
                : ClientProvider.discovered().builderFor(source);
    }

    /**
     * Connects in one line. Closing the session closes everything.
     *
     * @param source what to connect to, as {@linkplain Client described}
     * @return an open session
     * @throws dev.fastmcp.api.error.TransportSelectionException if no transport fits, or several do
     * @throws IllegalArgumentException if the transport cannot use the source
     * @throws dev.fastmcp.api.error.McpException as for {@link #connect()}
     */
    static ClientSession connect(Object source) {
        return ClientProvider.discovered().connect(source);
    }

    /**
     * Takes a lease on the connection, and makes the connection if there is none. Simultaneous callers share one attempt; if it fails, each gets the same
     * exception, and the client can be used again.
     *
     * @return an open session; close it to give the lease back
     * @throws dev.fastmcp.api.error.TransportException if the server cannot be reached or started
     * @throws dev.fastmcp.api.error.IncompatibleServerException if there is no protocol version in common
     * @throws dev.fastmcp.api.error.RequestTimeoutException if the server does not finish the handshake in time
     * @throws dev.fastmcp.api.error.JsonRpcException if the server refuses the handshake
     * @throws dev.fastmcp.api.error.HttpStatusException if an HTTP server answers with a status that means failure, such as 401
     * @throws dev.fastmcp.api.error.ProtocolException if the server's part of the handshake is invalid
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.SessionClosedException if the client is closed
     */
    ClientSession connect();

    /**
     * Returns the transport.
     *
     * @return the one given, or the one chosen
     */
    T transport();

    /**
     * Closes all sessions, the connection and the transport. Idempotent, bounded in time (about five seconds at worst), never throws.
     */
    @Override
    void close();

    /**
     * Collects the options of a client. Not thread-safe.
     *
     * @param <T> the type of the transport
     */
    interface Builder<T extends ClientTransport> {

        /**
         * Sets how long each call may take unless it says otherwise.
         *
         * @param timeout the time for one call; zero waits without limit; 60 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder<T> timeout(Duration timeout);

        /**
         * Sets how long connecting may take, from starting the server to the end of the handshake. Time that a person needs to log in does not count.
         *
         * @param timeout the time; zero waits without limit; 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder<T> connectTimeout(Duration timeout);

        /**
         * Sets how long a server may take to answer the question which era it belongs to, before silence counts as "legacy". Applies to pipes only, and is
         * bounded by the connect timeout.
         *
         * @param timeout the time; 2 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is not positive
         */
        Builder<T> probeTimeout(Duration timeout);

        /**
         * Sets the era to speak.
         *
         * @param era {@link Era#AUTO}, the default, finds out
         * @return this builder
         */
        Builder<T> era(Era era);

        /**
         * Pins the protocol version; no other is accepted.
         *
         * @param version the version to speak
         * @return this builder
         */
        Builder<T> protocolVersion(ProtocolVersion version);

        /**
         * Sets what the client calls itself.
         *
         * @param info name and version, shown to servers; {@code fastmcp-java} and this library's version by default
         * @return this builder
         */
        Builder<T> clientInfo(Implementation info);

        /**
         * Asks for progress of every call that has no listener of its own.
         *
         * @param listener hears the progress
         * @return this builder
         */
        Builder<T> onProgress(ProgressListener listener);

        /**
         * Adds a listener for log messages. Without any, they go to the {@link System.Logger} {@code dev.fastmcp.server}. With protocol version 2026-07-28 a server
         * sends none until {@link ClientSession#setLogLevel} says from which level on.
         *
         * @param listener hears the messages
         * @return this builder
         */
        Builder<T> onLog(LogListener listener);

        /**
         * Adds a listener for notifications of every kind.
         *
         * @param listener hears the notifications
         * @return this builder
         */
        Builder<T> onNotification(NotificationListener listener);

        /**
         * Adds a listener for changed lists. In the modern era the client subscribes to them while a session is open; connecting
         * waits until the server has agreed, a second at most.
         *
         * @param listener hears which list has changed
         * @return this builder
         */
        Builder<T> onListChanged(ListChangedListener listener);

        /**
         * Adds a listener for changed resources, see {@link ClientSession#subscribe(String)}.
         *
         * @param listener hears which resource has changed
         * @return this builder
         */
        Builder<T> onResourceUpdated(ResourceListener listener);

        /**
         * Sets who asks a language model on behalf of servers. Only then does the client declare that it can.
         *
         * @param handler asks the model
         * @param features what it can do besides plain text
         * @return this builder
         */
        Builder<T> onSampling(SamplingHandler handler, SamplingHandler.Feature... features);

        /**
         * Sets who lets people fill in forms of servers. Only then does the client declare that it can.
         *
         * @param handler asks the person
         * @return this builder
         */
        Builder<T> onElicitation(ElicitationHandler handler);

        /**
         * Sets who lets people visit pages of servers. Only then does the client declare that it can.
         *
         * @param handler asks the person, and opens the page
         * @return this builder
         */
        Builder<T> onUrlElicitation(UrlElicitationHandler handler);

        /**
         * Sets the roots: the files and folders that servers may work on. Only then does the client declare any.
         *
         * @param roots the roots; their addresses begin with {@code file:///}
         * @return this builder
         * @throws IllegalArgumentException if an address does not
         */
        default Builder<T> roots(List<Root> roots) {
            List<Root> fixed = List.copyOf(roots);
            fixed.forEach(root -> {
                if (!root.uri().startsWith("file:///")) {
                    throw new IllegalArgumentException("root " + root.uri() + " must begin with file:///");
                }
            });
            return roots(() -> fixed);
        }

        /**
         * Sets who knows the roots at the moment. Call {@link ClientSession#notifyRootsChanged()} when they change.
         *
         * @param roots asked, on a virtual thread, whenever a server wants to know; roots whose addresses do not begin with {@code file:///} are left out
         * @return this builder
         */
        Builder<T> roots(Supplier<List<Root>> roots);

        /**
         * Sets the limit for calls that take longer than one exchange: those that a server interrupts to ask for input, and those whose timeout progress restarts. Handlers may take this long
         * as well.
         *
         * @param duration 10 minutes by default; zero for no limit
         * @return this builder
         * @throws IllegalArgumentException if it is negative
         */
        Builder<T> totalTimeout(Duration duration);

        /**
         * Lets each progress report of the server restart the timeout of its call, up to {@link #totalTimeout}, unless the call {@linkplain CallOptions#withProgressRestartingTimeout says otherwise}. The client then asks for
         * progress even if nobody listens.
         *
         * @return this builder
         */
        Builder<T> progressRestartsTimeout();

        /**
         * Takes part in an extension of the protocol.
         *
         * @param extension the extension; replaces one of the same id
         * @return this builder
         */
        Builder<T> extension(Extension extension);

        /**
         * Sets whether servers of the modern era may make tasks of calls ({@code io.modelcontextprotocol/tasks}). This is the one extension that is declared without being asked for, since callers do not notice: {@code callTool}
         * waits for the task, as long as {@link #totalTimeout} allows, and cancels it when it no longer waits. If switched off, the extension is not declared, and a server that makes a task all the same breaks the protocol;
         * {@link ClientSession#startTool(String, Object)} then returns handles that are done.
         *
         * <p>Servers of 2025-11-25 are not concerned: there a call becomes a task only by {@code startTool}, and the client declares nothing.
         *
         * @param allowed true by default
         * @return this builder
         */
        Builder<T> tasks(boolean allowed);

        /**
         * Adds somebody who sees every request before it is sent, its outcome, and every message the server sends by itself. The first added is the outermost.
         *
         * @param interceptor stands in the way of requests
         * @return this builder
         */
        Builder<T> interceptor(Interceptor interceptor);

        /**
         * Sets what happens if a tool returns something else than its output schema promises. Applies to results of {@link ClientSession#callTool(String, Object)} and {@link ToolTask#await()} without an error, of tools
         * that this client has listed. When the server has told that its tools changed, the next call lists them again, once and within a timeout of its own; otherwise nothing is listed on its own account. Needs {@code com.networknt:json-schema-validator} on the class path, or on the module path with
         * {@code --add-modules com.networknt.schema}. Schemas elsewhere, which a schema refers to, are not fetched.
         *
         * @param validation what to do; {@link OutputValidation#OFF} by default
         * @return this builder
         */
        Builder<T> outputValidation(OutputValidation validation);

        /**
         * Adds HTTP headers to all requests, such as {@code Authorization}. For clients whose transport is chosen by what they connect to; a transport given as an object has its
         * own options.
         *
         * @param headers the headers, instead of earlier ones
         * @return this builder
         */
        Builder<T> headers(RequestHeaders headers);

        /**
         * Sets how the client proves who it is, in short form: {@code oauth} for a login in the browser, anything else as a bearer token. What else is understood depends on what is installed; {@code fastmcp-auth} has these
         * two. For clients whose transport is chosen by what they connect to; a transport given as an object has its own options.
         *
         * @param spec the word, or the token; it appears in no message or log
         * @return this builder
         * @throws IllegalArgumentException if the text cannot be used
         * @throws dev.fastmcp.api.error.TransportSelectionException if nothing that is installed understands it; the message says which artifact to add
         */
        Builder<T> auth(String spec);

        /**
         * Sets how the client proves who it is. For clients whose transport is chosen by what they connect to; a transport given as an object has its own options.
         *
         * @param authentication such as {@code OAuth.builder().scopes("read").build()} of {@code fastmcp-auth}
         * @return this builder
         */
        Builder<T> auth(Authentication authentication);

        /**
         * Does not verify the certificates of {@code https} and {@code wss} servers, so that anybody on the way can pose as the server. For experiments only; a warning is
         * logged. For clients whose transport is chosen by what they connect to.
         *
         * @return this builder
         */
        Builder<T> unverifiedTls();

        /**
         * Caches lists and resources that are read, as long as the server allows, so that asking again costs nothing. Without this nothing is cached.
         *
         * <p>What the server calls changed is dropped, and so is everything when the connection is made anew. Servers of the modern era tell of changes only to clients that listen, so the client
         * does, for as long as it is connected: for changed lists, and for the resources it has cached (the 256 read last), as far as the server offers that. Otherwise the times that the server gives are all there is. Interceptors do not see calls that are answered from the cache.
         *
         * @param options how to cache, such as {@link CacheOptions#DEFAULT}
         * @return this builder
         * @see CallOptions#withCache(CacheMode)
         */
        Builder<T> cache(CacheOptions options);

        /**
         * Sets what a server may not exceed.
         *
         * @param limits the limits; {@link Limits#DEFAULT} by default
         * @return this builder
         */
        Builder<T> limits(Limits limits);

        /**
         * Adds a factory by hand. It takes the place of a discovered one with the same id.
         *
         * @param factory the factory
         * @return this builder
         */
        Builder<T> transportFactory(TransportFactory factory);

        /**
         * Chooses the transport by name, whoever else would accept the source.
         *
         * @param transportId the id of a factory, such as {@code stdio}
         * @return this builder
         */
        Builder<T> transport(String transportId);

        /**
         * Switches the discovery of plug-ins off or on: of transports, and of what {@link #auth(String)} understands.
         *
         * @param discovery whether they are looked for with {@link java.util.ServiceLoader}; true by default
         * @return this builder
         */
        Builder<T> discovery(boolean discovery);

        /**
         * Sets where to look for transports.
         *
         * @param loader the class loader; by default the thread's context class loader, then the one of this library
         * @return this builder
         */
        Builder<T> pluginLoader(ClassLoader loader);

        /**
         * Makes the client. Connects to nothing.
         *
         * @return the client
         * @throws dev.fastmcp.api.error.TransportSelectionException if no transport fits, or several do
         * @throws IllegalArgumentException if the transport cannot use the source, or options contradict each other
         * @throws IllegalStateException if results shall be validated, and the library for that is missing
         */
        Client<T> build();
    }
}
