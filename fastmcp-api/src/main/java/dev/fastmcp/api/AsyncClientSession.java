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
import java.util.concurrent.CompletableFuture;

/**
 * The operations of {@link ClientSession} as futures. Each call runs on a virtual thread of its own; cancelling its future interrupts it, which tells the
 * server. A future fails with the exception that the blocking method throws.
 */
public interface AsyncClientSession {

    /**
     * Lists all tools, page by page to the end.
     *
     * @param options what is special about this call
     * @return the tools, in the server's order
     * @see ClientSession#listTools(CallOptions)
     */
    CompletableFuture<List<Tool>> listTools(CallOptions options);

    /**
     * Lists all tools, page by page to the end.
     *
     * @return the tools, in the server's order
     * @see ClientSession#listTools(CallOptions)
     */
    default CompletableFuture<List<Tool>> listTools() {
        return listTools(CallOptions.DEFAULT);
    }

    /**
     * Lists all resources, page by page to the end.
     *
     * @param options what is special about this call
     * @return the resources, in the server's order
     * @see ClientSession#listResources(CallOptions)
     */
    CompletableFuture<List<Resource>> listResources(CallOptions options);

    /**
     * Lists all resources, page by page to the end.
     *
     * @return the resources, in the server's order
     * @see ClientSession#listResources(CallOptions)
     */
    default CompletableFuture<List<Resource>> listResources() {
        return listResources(CallOptions.DEFAULT);
    }

    /**
     * Lists all resource templates, page by page to the end.
     *
     * @param options what is special about this call
     * @return the templates, in the server's order
     * @see ClientSession#listResourceTemplates(CallOptions)
     */
    CompletableFuture<List<ResourceTemplate>> listResourceTemplates(CallOptions options);

    /**
     * Lists all resource templates, page by page to the end.
     *
     * @return the templates, in the server's order
     * @see ClientSession#listResourceTemplates(CallOptions)
     */
    default CompletableFuture<List<ResourceTemplate>> listResourceTemplates() {
        return listResourceTemplates(CallOptions.DEFAULT);
    }

    /**
     * Lists all prompts, page by page to the end.
     *
     * @param options what is special about this call
     * @return the prompts, in the server's order
     * @see ClientSession#listPrompts(CallOptions)
     */
    CompletableFuture<List<Prompt>> listPrompts(CallOptions options);

    /**
     * Lists all prompts, page by page to the end.
     *
     * @return the prompts, in the server's order
     * @see ClientSession#listPrompts(CallOptions)
     */
    default CompletableFuture<List<Prompt>> listPrompts() {
        return listPrompts(CallOptions.DEFAULT);
    }

    /**
     * Calls a tool.
     *
     * @param name which tool
     * @param arguments the tool's arguments: a map, or a record or other object that has a JSON object as its form
     * @param options what is special about this call
     * @return what the tool gave back
     * @see ClientSession#callTool(String, Object, CallOptions)
     */
    CompletableFuture<CallToolResult> callTool(String name, Object arguments, CallOptions options);

    /**
     * Calls a tool.
     *
     * @param name which tool
     * @param arguments the tool's arguments: a map, or a record or other object that has a JSON object as its form
     * @return what the tool gave back
     * @see ClientSession#callTool(String, Object, CallOptions)
     */
    default CompletableFuture<CallToolResult> callTool(String name, Object arguments) {
        return callTool(name, arguments, CallOptions.DEFAULT);
    }

    /**
     * Reads a resource.
     *
     * @param uri which resource; sent exactly as given
     * @param options what is special about this call
     * @return its contents; several for a resource made of parts
     * @see ClientSession#readResource(String, CallOptions)
     */
    CompletableFuture<ReadResourceResult> readResource(String uri, CallOptions options);

    /**
     * Reads a resource.
     *
     * @param uri which resource; sent exactly as given
     * @return its contents; several for a resource made of parts
     * @see ClientSession#readResource(String, CallOptions)
     */
    default CompletableFuture<ReadResourceResult> readResource(String uri) {
        return readResource(uri, CallOptions.DEFAULT);
    }

    /**
     * Gets a prompt, filled in by the server.
     *
     * @param name which prompt
     * @param arguments its arguments; values that are no strings are sent as compact JSON text
     * @param options what is special about this call
     * @return its messages
     * @see ClientSession#getPrompt(String, Map, CallOptions)
     */
    CompletableFuture<GetPromptResult> getPrompt(String name, Map<String, ?> arguments, CallOptions options);

    /**
     * Gets a prompt, filled in by the server.
     *
     * @param name which prompt
     * @param arguments its arguments; values that are no strings are sent as compact JSON text
     * @return its messages
     * @see ClientSession#getPrompt(String, Map, CallOptions)
     */
    default CompletableFuture<GetPromptResult> getPrompt(String name, Map<String, ?> arguments) {
        return getPrompt(name, arguments, CallOptions.DEFAULT);
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
     * @see ClientSession#complete(CompletionReference, String, String, Map, CallOptions)
     */
    CompletableFuture<Completion> complete(
            CompletionReference reference,
            String argument,
            String value,
            Map<String, String> context,
            CallOptions options);

    /**
     * Asks for values that complete an argument.
     *
     * @param reference the prompt or resource template whose argument is meant
     * @param argument the name of the argument
     * @param value what has been typed so far
     * @param context arguments that are settled already; sent from protocol version 2025-06-18 on
     * @return at most 100 values
     * @see ClientSession#complete(CompletionReference, String, String, Map, CallOptions)
     */
    default CompletableFuture<Completion> complete(
            CompletionReference reference, String argument, String value, Map<String, String> context) {
        return complete(reference, argument, value, context, CallOptions.DEFAULT);
    }

    /**
     * Checks that the server answers.
     *
     * @return completes when it did
     * @see ClientSession#ping()
     */
    CompletableFuture<Void> ping();

    /**
     * Asks the server to send log messages from this level on.
     *
     * @param level the lowest level wanted
     * @return completes when the server has agreed
     * @see ClientSession#setLogLevel(LoggingLevel)
     */
    CompletableFuture<Void> setLogLevel(LoggingLevel level);
}
