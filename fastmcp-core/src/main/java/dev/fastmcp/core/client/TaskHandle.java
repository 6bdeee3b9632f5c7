package dev.fastmcp.core.client;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ToolTask;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.Task;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.core.protocol.ProtocolEngine;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A task at the server; asks on whatever connection there is. */
final class TaskHandle implements ToolTask {

    private final Supplier<ProtocolEngine> engine;
    private final Task task;
    private final CallOptions call;
    private final UnaryOperator<CallToolResult> check;
    private volatile @Nullable CallToolResult result;

    /** {@code check} judges the result whenever somebody gets it. */
    TaskHandle(Supplier<ProtocolEngine> engine, Task task, CallOptions call, UnaryOperator<CallToolResult> check) {
        this.engine = engine;
        this.task = task;
        this.call = call;
        this.check = check;
    }

    @Override
    public Optional<String> id() {
        return Optional.of(task.taskId());
    }

    @Override
    public TaskStatus status() {
        return result == null ? engine.get().task(task.taskId(), call).status() : TaskStatus.COMPLETED;
    }

    @Override
    public CallToolResult await(Duration timeout) {
        CallToolResult known = result;
        if (known == null) {
            known = engine.get().awaitTask(task, call, timeout);
            result = known;
        }
        return check.apply(known);
    }

    @Override
    public void cancel() {
        engine.get().cancelTask(task.taskId(), call);
    }

    /** Returns the id. */
    @Override
    public String toString() {
        return "ToolTask[" + task.taskId() + "]";
    }

    /** A call that was answered at once. */
    record Done(CallToolResult result, UnaryOperator<CallToolResult> check) implements ToolTask {

        @Override
        public Optional<String> id() {
            return Optional.empty();
        }

        @Override
        public TaskStatus status() {
            return TaskStatus.COMPLETED;
        }

        @Override
        public CallToolResult await(Duration timeout) {
            return check.apply(result);
        }

        @Override
        public void cancel() {
            // It is over.
        }
    }
}
