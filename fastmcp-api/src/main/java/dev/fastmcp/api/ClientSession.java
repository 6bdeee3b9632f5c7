package dev.fastmcp.api;

import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.Completion;
import dev.fastmcp.api.model.CompletionReference;
import dev.fastmcp.api.model.GetPromptResult;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.Tool;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A lease on a connection, and the operations of the protocol. Sessions of one client share one connection; it is made when needed, and made again
 * by the next call after it was lost.
 *
 * <p>Thread-safe. Every method blocks until the answer is there, the time is over, or the thread is interrupted; giving up tells the server. No method is
 * ever repeated behind the caller's back if the server may have executed it.
 *
 * <p>The methods with {@link CallOptions} do the same as those without.
 */
public interface ClientSession extends AutoCloseable {

    /**
     * Returns what the server said about itself.
     *
     * @return the description, from the most recent connection
     */
    ServerDescription server();

    /**
     * Lists all tools, page by page to the end.
     *
     * @return the tools, in the server's order
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare tools; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid, a cursor is repeated, or the page limit is exceeded
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default List<Tool> listTools() {
        return listTools(CallOptions.DEFAULT);
    }

    /**
     * Lists all tools, page by page to the end.
     *
     * @param options what is special about this call
     * @return the tools, in the server's order
     * @see #listTools()
     */
    List<Tool> listTools(CallOptions options);

    /**
     * Lists all resources, page by page to the end.
     *
     * @return the resources, in the server's order
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare resources; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid, a cursor is repeated, or the page limit is exceeded
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default List<Resource> listResources() {
        return listResources(CallOptions.DEFAULT);
    }

    /**
     * Lists all resources, page by page to the end.
     *
     * @param options what is special about this call
     * @return the resources, in the server's order
     * @see #listResources()
     */
    List<Resource> listResources(CallOptions options);

    /**
     * Lists all resource templates, page by page to the end.
     *
     * @return the templates, in the server's order
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare resources; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid, a cursor is repeated, or the page limit is exceeded
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default List<ResourceTemplate> listResourceTemplates() {
        return listResourceTemplates(CallOptions.DEFAULT);
    }

    /**
     * Lists all resource templates, page by page to the end.
     *
     * @param options what is special about this call
     * @return the templates, in the server's order
     * @see #listResourceTemplates()
     */
    List<ResourceTemplate> listResourceTemplates(CallOptions options);

    /**
     * Lists all prompts, page by page to the end.
     *
     * @return the prompts, in the server's order
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare prompts; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid, a cursor is repeated, or the page limit is exceeded
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default List<Prompt> listPrompts() {
        return listPrompts(CallOptions.DEFAULT);
    }

    /**
     * Lists all prompts, page by page to the end.
     *
     * @param options what is special about this call
     * @return the prompts, in the server's order
     * @see #listPrompts()
     */
    List<Prompt> listPrompts(CallOptions options);

    /**
     * Calls a tool.
     *
     * @param name which tool
     * @param arguments the tool's arguments: a map, or a record or other object that has a JSON object as its form
     * @return what the tool gave back
     * @throws dev.fastmcp.api.model.ToolException if the tool reports an error, unless {@link CallOptions#returningToolErrors()}
     * @throws dev.fastmcp.api.error.DataMappingException if the arguments have no JSON form; nothing is sent
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare tools; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default CallToolResult callTool(String name, Object arguments) {
        return callTool(name, arguments, CallOptions.DEFAULT);
    }

    /**
     * Calls a tool.
     *
     * @param name which tool
     * @param arguments the tool's arguments: a map, or a record or other object that has a JSON object as its form
     * @param options what is special about this call
     * @return what the tool gave back
     * @see #callTool(String, Object)
     */
    CallToolResult callTool(String name, Object arguments, CallOptions options);

    /**
     * Calls a tool without arguments.
     *
     * @param name which tool
     * @return what the tool gave back
     * @see #callTool(String, Object)
     */
    default CallToolResult callTool(String name) {
        return callTool(name, Map.of());
    }

    /**
     * Makes an object of an interface whose methods are tools of the server, so that the compiler knows their arguments and results.
     *
     * <pre>{@code
     * interface WeatherTools {
     *     Forecast forecast(String city, int days);
     *
     *     @ToolName("get_alerts")
     *     List<Alert> alerts(Area area);
     * }
     *
     * WeatherTools weather = session.bind(WeatherTools.class);
     * Forecast forecast = weather.forecast("Oslo", 3);
     * }</pre>
     *
     * <p>A method stands for the tool of its name, see {@link ToolName}, and its parameters for the arguments of theirs, see {@link ToolArgument}. A single parameter may also be
     * a record that holds all arguments. Arguments that are {@code null} or an empty {@link java.util.Optional} are left out, unless the tool requires them: it then gets a JSON {@code null}. A parameter of type
     * {@link CallOptions} or {@link ProgressListener} is no argument; both may be {@code null}. Servers in Java can offer the same interface; their {@code RequestContext} is no argument either, and may be {@code null}.
     *
     * <p>Results are converted by {@link CallToolResult#data(Class)}; lists, sets, maps and {@code Optional}s of other types work as well, where an empty {@code Optional} means no structured content
     * or a JSON {@code null}. {@code CallToolResult} gives the result as it is. The methods throw what {@link #callTool(String, Object, CallOptions)} throws.
     *
     * <p>The tools are listed once, now, and everything is compared with their schemas as far as these tell. Default methods of the interface may call the others. The object is as thread-safe
     * as this session, and is good as long as this session is open.
     *
     * @param tools the interface. In a named module, records of its methods must be exported, or opened to {@code tools.jackson.databind}; an interface with default methods must be public and exported,
     *     or opened to {@code dev.fastmcp.core}
     * @param <T> its type
     * @return an object that calls the tools
     * @throws IllegalArgumentException if it is no interface, or does not fit the tools of the server; the message names all differences, one on a line
     * @throws dev.fastmcp.api.error.McpException as for {@link #listTools()}
     */
    <T> T bind(Class<T> tools);

    /**
     * Reads a resource.
     *
     * @param uri which resource; sent exactly as given
     * @return its contents; several for a resource made of parts
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare resources; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default ReadResourceResult readResource(String uri) {
        return readResource(uri, CallOptions.DEFAULT);
    }

    /**
     * Reads a resource.
     *
     * @param uri which resource; sent exactly as given
     * @param options what is special about this call
     * @return its contents; several for a resource made of parts
     * @see #readResource(String)
     */
    ReadResourceResult readResource(String uri, CallOptions options);

    /**
     * Gets a prompt, filled in by the server.
     *
     * @param name which prompt
     * @param arguments its arguments; values that are no strings are sent as compact JSON text
     * @return its messages
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare prompts; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default GetPromptResult getPrompt(String name, Map<String, ?> arguments) {
        return getPrompt(name, arguments, CallOptions.DEFAULT);
    }

    /**
     * Gets a prompt, filled in by the server.
     *
     * @param name which prompt
     * @param arguments its arguments; values that are no strings are sent as compact JSON text
     * @param options what is special about this call
     * @return its messages
     * @see #getPrompt(String, Map)
     */
    GetPromptResult getPrompt(String name, Map<String, ?> arguments, CallOptions options);

    /**
     * Gets a prompt without arguments.
     *
     * @param name which prompt
     * @return its messages
     * @see #getPrompt(String, Map)
     */
    default GetPromptResult getPrompt(String name) {
        return getPrompt(name, Map.of());
    }

    /**
     * Asks for values that complete an argument, when no other argument matters.
     *
     * @param reference the prompt or resource template whose argument is meant
     * @param argument the name of the argument
     * @param value what has been typed so far
     * @return at most 100 values
     * @see #complete(CompletionReference, String, String, Map)
     */
    default Completion complete(CompletionReference reference, String argument, String value) {
        return complete(reference, argument, value, Map.of());
    }

    /**
     * Asks for values that complete an argument.
     *
     * @param reference the prompt or resource template whose argument is meant
     * @param argument the name of the argument
     * @param value what has been typed so far
     * @param context arguments that are settled already; sent from protocol version 2025-06-18 on
     * @return at most 100 values
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare completions; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    default Completion complete(
            CompletionReference reference, String argument, String value, Map<String, String> context) {
        return complete(reference, argument, value, context, CallOptions.DEFAULT);
    }

    /**
     * Asks for values that complete an argument.
     *
     * @param reference the prompt or resource template whose argument is meant
     * @param argument the name of the argument
     * @param value what has been typed so far
     * @param context arguments that are settled already; sent from protocol version 2025-06-18 on
     * @param options what is special about this call
     * @return at most 100 values
     * @see #complete(CompletionReference, String, String, Map)
     */
    Completion complete(
            CompletionReference reference,
            String argument,
            String value,
            Map<String, String> context,
            CallOptions options);

    /**
     * Lists tools lazily: a page is fetched when the stream gets there. The stream throws what {@link #listTools()} throws.
     *
     * @return the tools, in the server's order
     */
    Stream<Tool> streamTools();

    /**
     * Lists resources lazily: a page is fetched when the stream gets there. The stream throws what {@link #listResources()} throws.
     *
     * @return the resources, in the server's order
     */
    Stream<Resource> streamResources();

    /**
     * Lists resource templates lazily: a page is fetched when the stream gets there. The stream throws what {@link #listResourceTemplates()} throws.
     *
     * @return the resource templates, in the server's order
     */
    Stream<ResourceTemplate> streamResourceTemplates();

    /**
     * Lists prompts lazily: a page is fetched when the stream gets there. The stream throws what {@link #listPrompts()} throws.
     *
     * @return the prompts, in the server's order
     */
    Stream<Prompt> streamPrompts();

    /**
     * Checks that the server answers. Protocol version 2026-07-28 has no ping of its own; there the server is asked to describe itself.
     *
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     */
    default void ping() {
        ping(CallOptions.DEFAULT);
    }

    /**
     * Checks that the server answers.
     *
     * @param options what is special about this call
     * @see #ping()
     */
    void ping(CallOptions options);

    /**
     * Asks the server to send log messages from this level on. Holds for the connection, and is restored when it is made again. With protocol version
     * 2026-07-28 nothing is sent now; the level goes with every later request of this client.
     *
     * @param level the lowest level wanted
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server did not declare logging; nothing is sent
     * @throws dev.fastmcp.api.error.JsonRpcException if the server answers with an error
     * @throws dev.fastmcp.api.error.RequestTimeoutException if no answer comes in time
     * @throws dev.fastmcp.api.error.RequestCancelledException if the thread is interrupted
     * @throws dev.fastmcp.api.error.ProtocolException if the answer is invalid
     * @throws dev.fastmcp.api.error.TransportException if the connection cannot be made, or is lost
     * @throws dev.fastmcp.api.error.SessionClosedException if this session is closed
     */
    void setLogLevel(LoggingLevel level);

    /**
     * Begins to call a tool, and returns as soon as the server has made a task of the call. Servers of the modern era decide that by themselves; those of 2025-11-25 are asked for it if the tool allows it, for which the
     * tools are listed once. Where the server makes no task, the call is waited for.
     *
     * @param name the tool
     * @param arguments a record, a map, or any object that becomes a JSON object
     * @param options what is special about the call; its timeout counts for each exchange; progress is reported only until the server has made a task of it
     * @return a handle
     * @throws dev.fastmcp.api.error.McpException as for {@link #callTool(String, Object, CallOptions)}
     */
    ToolTask startTool(String name, Object arguments, CallOptions options);

    /**
     * Begins to call a tool, with nothing special about the call.
     *
     * @param name the tool
     * @param arguments see {@link #startTool(String, Object, CallOptions)}
     * @return a handle
     */
    default ToolTask startTool(String name, Object arguments) {
        return startTool(name, arguments, CallOptions.DEFAULT);
    }

    /**
     * Asks the server to tell when a resource changes; {@link Client.Builder#onResourceUpdated} hears of it. In the legacy era this is a request of its own, in the modern era it becomes part of what the
     * client listens to. The subscription ends when it is closed, at the latest with this session. After a lost connection it is made anew by the next use of the session, and listeners are
     * told once that the resource may have changed meanwhile.
     *
     * @param uri the resource
     * @return the subscription
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the server offers no subscriptions
     * @throws dev.fastmcp.api.error.McpException as for {@link #listTools(CallOptions)}
     */
    Subscription subscribe(String uri);

    /**
     * Tells the server that the roots have changed. In the modern era servers ask for them whenever they need them, so nothing is sent.
     *
     * @throws dev.fastmcp.api.error.UnsupportedFeatureException if the client has no roots
     * @throws dev.fastmcp.api.error.McpException as for {@link #listTools(CallOptions)}
     */
    void notifyRootsChanged();

    /**
     * Returns the same operations as futures.
     *
     * @return a view of this session
     */
    AsyncClientSession async();

    /**
     * Tells whether this lease is still good; says nothing about the server.
     *
     * @return false once this session or its client was closed
     */
    boolean isOpen();

    /**
     * Gives the lease back. The last one of a client ends the connection, unless its transport keeps it alive for the next lease. Calls in flight on
     * this lease are not waited for. Idempotent, bounded in time, never throws.
     */
    @Override
    void close();
}
