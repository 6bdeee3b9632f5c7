package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.Task;
import dev.fastmcp.api.model.TaskStatus;
import dev.fastmcp.api.spi.Deadline;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** Follows a task until it is over: asks at growing intervals, as the server wants them, and answers what the server asks meanwhile. */
final class TaskDriver {

    private static final long FIRST_PAUSE_MILLIS = 20;
    private static final Duration USUAL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);
    private static final int SHOWN_CHARACTERS = 200;

    private final ProtocolEngine engine;
    private final InputRounds rounds;

    TaskDriver(ProtocolEngine engine, InputRounds rounds) {
        this.engine = engine;
        this.rounds = rounds;
    }

    /** Asks how far the task is. */
    Task get(String taskId, CallOptions call) {
        JsonValue result = engine.request("tasks/get", params(taskId), call);
        Task task = Responses.decode("tasks/get", result, Task.class);
        if (task.status().isFinal()) {
            engine.taskEnded(taskId);
        }
        return task;
    }

    void cancel(String taskId, CallOptions call) {
        engine.request("tasks/cancel", params(taskId), call);
    }

    private static Map<String, Object> params(String taskId) {
        return new LinkedHashMap<>(Map.of("taskId", taskId));
    }

    /** Waits until the task is over, and returns the result of the call it was made of. */
    JsonValue await(Task begun, CallOptions call, Deadline total) {
        Task task = begun;
        Set<String> answered = new HashSet<>();
        for (int polls = 0; !task.status().isFinal(); polls++) {
            if (task.status().equals(TaskStatus.INPUT_REQUIRED)) {
                if (!task.modern()) {
                    // The server asks its questions while this request waits.
                    JsonValue result = result(task, call.withTimeout(total.remaining(() -> overdue(begun, total))));
                    engine.taskEnded(task.taskId());
                    return result;
                }
                answer(task, answered, call, total);
            }
            pause(task, polls, total);
            task = get(task.taskId(), call);
        }
        return outcome(task, call);
    }

    private JsonValue outcome(Task task, CallOptions call) {
        engine.taskEnded(task.taskId());
        if (task.status().equals(TaskStatus.CANCELLED)) {
            throw new RequestCancelledException("Task " + shown(task) + " was cancelled", null);
        }
        if (!task.modern()) {
            return result(task, call);
        }
        if (task.status().equals(TaskStatus.COMPLETED)) {
            return task.result()
                    .orElseThrow(() -> new ProtocolException(
                            "The server's task " + shown(task) + " is completed, but has no result"));
        }
        JsonRpcError error = task.error()
                .orElseThrow(() -> new ProtocolException(
                        "The server's task " + shown(task) + " has failed, but does not say why"));
        throw Responses.refused("tools/call", error);
    }

    private JsonValue result(Task task, CallOptions call) {
        return engine.request("tasks/result", params(task.taskId()), call);
    }

    /** The server shows a question until it has taken the answer, so each is answered once. */
    private void answer(Task task, Set<String> answered, CallOptions call, Deadline total) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (Map.Entry<String, InputRequest> question : task.inputRequests().entrySet()) {
            if (answered.add(question.getKey())) {
                answers.put(question.getKey(), rounds.answer("tools/call", question.getValue(), total));
            }
        }
        if (!answers.isEmpty()) {
            Map<String, Object> params = params(task.taskId());
            params.put("inputResponses", answers);
            engine.request("tasks/update", params, call);
        }
    }

    private static void pause(Task task, int polls, Deadline total) {
        long wanted = task.pollInterval()
                .filter(interval -> !interval.isNegative() && !interval.isZero())
                .map(interval -> interval.compareTo(LONGEST_INTERVAL) > 0 ? LONGEST_INTERVAL : interval)
                .orElse(USUAL_INTERVAL)
                .toMillis();
        Duration pause = Duration.ofMillis(Math.min(FIRST_PAUSE_MILLIS << Math.min(polls, 20), wanted));
        Duration left = total.remaining(() -> overdue(task, total));
        try {
            Thread.sleep(left.isZero() || pause.compareTo(left) < 0 ? pause : left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RequestCancelledException(
                    "Waiting for task " + shown(task) + " was cancelled: the thread was interrupted", e);
        }
    }

    private static RequestTimeoutException overdue(Task task, Deadline total) {
        return new RequestTimeoutException(
                "Task " + shown(task) + " is not over after " + total.timeout().toMillis()
                        + " ms; it goes on at the server, allow more with totalTimeout",
                total.timeout(),
                null);
    }

    private static String shown(Task task) {
        return ServerText.excerpt(task.taskId(), SHOWN_CHARACTERS);
    }
}
