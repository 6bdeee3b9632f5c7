package dev.fastmcp.core.protocol;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.ServerRequestContext;
import dev.fastmcp.api.error.HandlerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.InputRequiredResult;
import dev.fastmcp.api.spi.Deadline;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Goes on with a request that the server has interrupted to ask for input: gets the answers and makes the request again, until it is complete (specification 2026-07-28,
 * "Multi Round-Trip Requests"). Each exchange has the call's timeout; all together, handlers included, have the client's total timeout.
 */
final class InputRounds {

    private static final int MAX_ROUNDS = 10;
    private static final long FIRST_PAUSE_MILLIS = 50;
    private static final long MAX_PAUSE_MILLIS = 250;
    private static final int SHOWN_CHARACTERS = 60;

    private static final Set<String> INTERRUPTIBLE = Set.of("tools/call", "prompts/get", "resources/read");

    /** Makes the request once more. */
    interface Exchange {
        JsonValue once(CallOptions call);
    }

    private final ClientOptions options;
    private final ServerRequests requests;
    private final ServerDescription server;

    InputRounds(ClientOptions options, ServerDescription server) {
        this.options = options;
        this.requests = new ServerRequests(options.handlers());
        this.server = server;
    }

    /**
     * Goes on until the result is something else than a wish for input.
     *
     * @param params of the request; changed from round to round
     * @param first what the server answered at first
     */
    JsonValue drive(String method, Map<String, Object> params, CallOptions call, JsonValue first, Exchange exchange) {
        Deadline total = Deadline.after(options.totalTimeout());
        JsonValue result = first;
        int withoutRequests = 0;
        for (int round = 1; ResultType.of(result).equals(ResultType.INPUT_REQUIRED); round++) {
            if (!INTERRUPTIBLE.contains(method)) {
                throw new ProtocolException("The server wants input for " + method + ", which its protocol forbids");
            }
            if (round > MAX_ROUNDS) {
                throw new ProtocolException("The server still wants input for " + method + " after " + MAX_ROUNDS
                        + " rounds: the call is given up");
            }
            InputRequiredResult wanted = Responses.decode(method, result, InputRequiredResult.class);
            if (wanted.inputRequests().isEmpty()) {
                if (wanted.requestState().isEmpty()) {
                    throw new ProtocolException("The server wants input for " + method + ", but does not say which");
                }
                pause(method, withoutRequests++, total);
            }
            answer(method, params, wanted, total);
            result = exchange.once(call.withTimeout(nextTimeout(call, method, total)));
        }
        return result;
    }

    /** Tells from its parameters whether a request has been made without any input. */
    static boolean notBegun(Map<String, Object> params) {
        return !params.containsKey("inputResponses") && !params.containsKey("requestState");
    }

    private Duration nextTimeout(CallOptions call, String method, Deadline total) {
        Duration each = call.timeout().orElse(options.timeout());
        Duration left = total.remaining(() -> overdue(method, total));
        return left.isZero() || !each.isZero() && each.compareTo(left) < 0 ? each : left;
    }

    /** The state belongs to the latest answer: where that has none, none is sent. */
    private void answer(String method, Map<String, Object> params, InputRequiredResult wanted, Deadline total) {
        Map<String, Object> answers = new LinkedHashMap<>();
        wanted.inputRequests().forEach((key, request) -> answers.put(key, answer(method, request, total)));
        params.remove("inputResponses");
        params.remove("requestState");
        if (!answers.isEmpty()) {
            params.put("inputResponses", answers);
        }
        wanted.requestState().ifPresent(state -> params.put("requestState", state));
    }

    /** Gets one answer from a handler. */
    Object answer(String method, InputRequest request, Deadline total) {
        String what = ServerText.excerpt(request.method(), SHOWN_CHARACTERS);
        try {
            ServerRequestContext context = new ServerRequestContext(Optional.of(server), Optional.of(method));
            Callable<Object> handler =
                    requests.handlerOf(request.method(), request.params().orElse(JsonValue.NULL), context);
            if (handler == null) {
                throw new UnsupportedFeatureException("The server wants " + what + " to go on with " + method
                        + ", which this client has no handler for and did not offer");
            }
            return HandlerThread.run(handler, total.remaining(() -> overdue(method, total)));
        } catch (JsonRpcException e) {
            throw new ProtocolException(
                    "The server's wish for " + what + " during " + method + " is invalid: " + e.getMessage(), e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new HandlerException(
                    "The client's handler of " + what + " failed, so " + method + " was given up"
                            + (cause == null ? "" : ": " + cause.getMessage()),
                    cause);
        } catch (TimeoutException e) {
            throw overdue(method, total);
        } catch (InterruptedException e) {
            throw cancelled(method, e);
        }
    }

    private static void pause(String method, int number, Deadline total) {
        long millis = Math.min(FIRST_PAUSE_MILLIS << Math.min(number, 8), MAX_PAUSE_MILLIS);
        long left = TimeUnit.NANOSECONDS.toMillis(total.remainingNanos());
        try {
            Thread.sleep(Math.max(0, Math.min(millis, left)));
        } catch (InterruptedException e) {
            throw cancelled(method, e);
        }
    }

    private static RequestCancelledException cancelled(String method, InterruptedException e) {
        Thread.currentThread().interrupt();
        return new RequestCancelledException(method + " was cancelled: the waiting thread was interrupted", e);
    }

    private static RequestTimeoutException overdue(String method, Deadline total) {
        return new RequestTimeoutException(
                method + " timed out: with the input that the server asked for it took longer than "
                        + total.timeout().toMillis() + " ms; allow more with totalTimeout",
                total.timeout(),
                null);
    }
}
