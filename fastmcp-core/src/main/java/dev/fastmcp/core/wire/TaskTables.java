package dev.fastmcp.core.wire;

import static dev.fastmcp.core.wire.ObjectCodec.parts;
import static dev.fastmcp.core.wire.Scalars.INT;
import static dev.fastmcp.core.wire.Scalars.JSON;
import static dev.fastmcp.core.wire.Scalars.MILLIS;
import static dev.fastmcp.core.wire.Scalars.STRING;

import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.CreateTaskResult;
import dev.fastmcp.api.model.ListTasksResult;
import dev.fastmcp.api.model.Task;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.core.wire.Containers.MapCodec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;

/** Tasks, in the form of version 2025-11-25 and in that of the extension (specification, "Tasks"). */
final class TaskTables {

    static final ValueCodec<TaskStatus> STATUS = new ValueCodec<>() {
        @Override
        @Nullable
        TaskStatus read(WireReader in) {
            String name = STRING.read(in);
            return name == null ? null : new TaskStatus(name);
        }

        @Override
        void write(TaskStatus value, WireWriter out) {
            STRING.write(value.wireName(), out);
        }
    };

    /** A time to live that is {@code null} is endless. */
    private static final ValueCodec<Optional<Duration>> TIME_TO_LIVE = new ValueCodec<>() {
        @Override
        @Nullable
        Optional<Duration> read(WireReader in) {
            if (in.at(JsonToken.VALUE_NULL)) {
                return Optional.empty();
            }
            Duration value = MILLIS.read(in);
            return value == null ? null : Optional.of(value);
        }

        @Override
        void write(Optional<Duration> value, WireWriter out) {
            if (value.isPresent()) {
                MILLIS.write(value.get(), out);
            } else {
                out.out().writeNull();
            }
        }

        @Override
        boolean acceptsNull() {
            return true;
        }
    };

    static final ObjectCodec<JsonRpcError> JSON_RPC_ERROR = ObjectCodec.<JsonRpcError>of("JsonRpcError")
            .required("code", INT)
            .required("message", STRING)
            .optional("data", JSON)
            .build(v -> new JsonRpcError(v.next(), v.next(), v.next()), r -> parts(r.code(), r.message(), r.data()));

    static final ObjectCodec<Task> TASK = ObjectCodec.<Task>of("Task")
            .required("taskId", STRING)
            .required("status", STATUS)
            .optional("statusMessage", STRING)
            .optional("createdAt", STRING)
            .optional("lastUpdatedAt", STRING)
            .optional("ttl", TIME_TO_LIVE)
            .optional("ttlMs", TIME_TO_LIVE)
            .optional("pollInterval", MILLIS)
            .optional("pollIntervalMs", MILLIS)
            .optional("result", JSON)
            .optional("error", JSON_RPC_ERROR)
            .map("inputRequests", new MapCodec<>(MessageTables.INPUT_REQUEST))
            .meta()
            .build(TaskTables::make, TaskTables::take);

    /** Has the task in a member, or is the task. */
    static final ValueCodec<CreateTaskResult> CREATE_TASK_RESULT = new ValueCodec<>() {
        @Override
        @Nullable
        CreateTaskResult read(WireReader in) {
            if (!in.at(JsonToken.START_OBJECT)) {
                return null;
            }
            WireReader.Slice object = in.skip();
            try (WireReader again = in.open(object)) {
                return in.member(object, "task", "") instanceof Map
                        ? NESTED.readMembers(again)
                        : new CreateTaskResult(TASK.readMembers(again), Map.of(), Map.of());
            }
        }

        @Override
        void write(CreateTaskResult value, WireWriter out) {
            if (value.task().modern()) {
                out.out().writeStartObject();
                if (!value.task().extra().containsKey("resultType")) {
                    out.out().writeStringProperty("resultType", "task");
                }
                TASK.writeMembers(value.task(), out);
                out.out().writeEndObject();
            } else {
                NESTED.write(value, out);
            }
        }
    };

    private static final ObjectCodec<CreateTaskResult> NESTED = ObjectCodec.<CreateTaskResult>of("CreateTaskResult")
            .required("task", TASK)
            .meta()
            .build(v -> new CreateTaskResult(v.next(), v.next(), v.extra()), r -> parts(r.task(), r.meta(), r.extra()));

    static final ObjectCodec<ListTasksResult> LIST_TASKS_RESULT = ObjectCodec.<ListTasksResult>of("ListTasksResult")
            .requiredList("tasks", TASK)
            .optional("nextCursor", STRING)
            .meta()
            .build(
                    v -> new ListTasksResult(v.next(), v.next(), v.next(), v.extra()),
                    r -> parts(r.tasks(), r.nextCursor(), r.meta(), r.extra()));

    private TaskTables() {}

    private static Task make(ObjectCodec.Values v) {
        String taskId = v.next();
        TaskStatus status = v.next();
        Optional<String> statusMessage = v.next();
        Optional<String> createdAt = v.next();
        Optional<String> lastUpdatedAt = v.next();
        Optional<Optional<Duration>> ttl = v.next();
        Optional<Optional<Duration>> ttlMs = v.next();
        Optional<Duration> pollInterval = v.next();
        Optional<Duration> pollIntervalMs = v.next();
        return new Task(
                taskId,
                status,
                statusMessage,
                createdAt,
                lastUpdatedAt,
                ttlMs.or(() -> ttl).flatMap(time -> time),
                pollIntervalMs.or(() -> pollInterval),
                v.next(),
                v.next(),
                v.next(),
                ttlMs.isPresent() || pollIntervalMs.isPresent() || v.extra().containsKey("ttlMs"),
                v.next(),
                v.extra());
    }

    private static @Nullable Object[] take(Task r) {
        boolean modern = r.modern();
        // A time to live that could not be read is among the unknown members.
        boolean readable = !r.extra().containsKey(modern ? "ttlMs" : "ttl");
        return parts(
                r.taskId(),
                r.status(),
                r.statusMessage(),
                r.createdAt(),
                r.lastUpdatedAt(),
                readable && !modern ? Optional.of(r.ttl()) : Optional.empty(),
                readable && modern ? Optional.of(r.ttl()) : Optional.empty(),
                modern ? Optional.empty() : r.pollInterval(),
                modern ? r.pollInterval() : Optional.empty(),
                r.result(),
                r.error(),
                r.inputRequests(),
                r.meta(),
                r.extra());
    }
}
