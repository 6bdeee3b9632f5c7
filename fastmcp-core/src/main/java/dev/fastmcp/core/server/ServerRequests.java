package dev.fastmcp.core.server;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.spi.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;

/** Requests of a server to its client, which the legacy era allows. Thread-safe. */
final class ServerRequests {

    private static final int SHOWN_CHARACTERS = 200;

    private final Duration patience;
    private final AtomicLong ids = new AtomicLong();
    private volatile boolean ended;
    private final ConcurrentMap<RequestId, CompletableFuture<JsonRpcMessage.Response>> pending =
            new ConcurrentHashMap<>();

    ServerRequests(Duration patience) {
        this.patience = patience;
    }

    Map<String, JsonValue> ask(Map<String, InputRequest> questions, Outlet outlet) throws InterruptedException {
        Deadline deadline = Deadline.after(patience);
        Map<String, RequestId> sent = new LinkedHashMap<>();
        try {
            questions.forEach((key, question) -> {
                RequestId id = RequestId.of(ids.incrementAndGet());
                sent.put(key, id);
                pending.put(id, new CompletableFuture<>());
                if (ended) {
                    end();
                }
                outlet.send(new JsonRpcMessage.Request(id, question.method(), question.params()));
            });
            Map<String, JsonValue> answers = new LinkedHashMap<>();
            for (Map.Entry<String, InputRequest> question : questions.entrySet()) {
                RequestId id = Objects.requireNonNull(sent.get(question.getKey()));
                answers.put(question.getKey(), await(id, question.getValue(), deadline));
            }
            return answers;
        } finally {
            sent.values().forEach(id -> giveUp(id, outlet));
        }
    }

    private JsonValue await(RequestId id, InputRequest question, Deadline deadline) throws InterruptedException {
        CompletableFuture<JsonRpcMessage.Response> future = pending.get(id);
        if (future == null) {
            throw gone(question);
        }
        try {
            JsonRpcMessage.Response response = future.get(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
            JsonValue answer = resultOf(response, question);
            if (!Questions.isAnswer(question, answer)) {
                throw new ProtocolException("The client's answer to " + question.method() + " has not the right form");
            }
            return answer;
        } catch (TimeoutException e) {
            throw new RequestTimeoutException(
                    "The client did not answer " + question.method() + " within " + patience, patience, e);
        } catch (ExecutionException e) {
            throw gone(question);
        }
    }

    /** Handlers of a client that goes are interrupted before: that is what they expect. */
    private static SessionClosedException gone(InputRequest question) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        return new SessionClosedException("The client has gone before it answered " + question.method());
    }

    private static JsonValue resultOf(JsonRpcMessage.Response response, InputRequest question) {
        return switch (response) {
            case JsonRpcMessage.Success success -> success.result();
            case JsonRpcMessage.Failure failure ->
                throw JsonRpcException.of(
                        failure.error(),
                        "The client refused " + question.method() + ": "
                                + ServerText.excerpt(failure.error().message(), SHOWN_CHARACTERS),
                        null);
        };
    }

    /** The client need not go on with what nobody waits for. */
    private void giveUp(RequestId id, Outlet outlet) {
        CompletableFuture<JsonRpcMessage.Response> future = pending.remove(id);
        if (future != null && !future.isDone()) {
            outlet.send(new JsonRpcMessage.Notification(
                    "notifications/cancelled", Optional.of(JsonValue.of(Map.of("requestId", id.toJson())))));
        }
    }

    void answered(JsonRpcMessage.Response response) {
        Optional<RequestId> id = switch (response) {
            case JsonRpcMessage.Success success -> Optional.of(success.id());
            case JsonRpcMessage.Failure failure -> failure.id();
        };
        id.map(pending::get).ifPresent(future -> future.complete(response));
    }

    /** From now on nobody answers. */
    void end() {
        ended = true;
        pending.values().forEach(future -> future.completeExceptionally(new IllegalStateException("closed")));
    }
}
