package dev.fastmcp.core.client;

import dev.fastmcp.api.AsyncClientSession;
import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
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
import java.util.function.Supplier;

/** A session as futures. */
record AsyncSession(ClientSession session) implements AsyncClientSession {

    /** Runs a call on a virtual thread, which is interrupted when the future ends before the call does. */
    private static <R> CompletableFuture<R> start(Supplier<R> call) {
        CompletableFuture<R> future = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().name("fastmcp-call").unstarted(() -> {
            try {
                future.complete(call.get());
            } catch (RuntimeException | Error e) {
                future.completeExceptionally(e);
            }
        });
        future.whenComplete((result, failure) -> {
            if (Thread.currentThread() != thread) {
                thread.interrupt();
            }
        });
        thread.start();
        return future;
    }

    private static CompletableFuture<Void> startAction(Runnable call) {
        return start(() -> {
            call.run();
            return null;
        });
    }

    @Override
    public CompletableFuture<List<Tool>> listTools(CallOptions options) {
        return start(() -> session.listTools(options));
    }

    @Override
    public CompletableFuture<List<Resource>> listResources(CallOptions options) {
        return start(() -> session.listResources(options));
    }

    @Override
    public CompletableFuture<List<ResourceTemplate>> listResourceTemplates(CallOptions options) {
        return start(() -> session.listResourceTemplates(options));
    }

    @Override
    public CompletableFuture<List<Prompt>> listPrompts(CallOptions options) {
        return start(() -> session.listPrompts(options));
    }

    @Override
    public CompletableFuture<CallToolResult> callTool(String name, Object arguments, CallOptions options) {
        return start(() -> session.callTool(name, arguments, options));
    }

    @Override
    public CompletableFuture<ReadResourceResult> readResource(String uri, CallOptions options) {
        return start(() -> session.readResource(uri, options));
    }

    @Override
    public CompletableFuture<GetPromptResult> getPrompt(String name, Map<String, ?> arguments, CallOptions options) {
        return start(() -> session.getPrompt(name, arguments, options));
    }

    @Override
    public CompletableFuture<Completion> complete(
            CompletionReference reference,
            String argument,
            String value,
            Map<String, String> context,
            CallOptions options) {
        return start(() -> session.complete(reference, argument, value, context, options));
    }

    @Override
    public CompletableFuture<Void> ping() {
        return startAction(session::ping);
    }

    @Override
    public CompletableFuture<Void> setLogLevel(LoggingLevel level) {
        return startAction(() -> session.setLogLevel(level));
    }
}
