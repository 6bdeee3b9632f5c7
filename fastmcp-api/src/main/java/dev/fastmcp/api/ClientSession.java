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
