package dev.fastmcp.core.server;

import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InputRequest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A call that may ask its client in the modern era, where that ends the request: the handler waits on a thread of its own until the client comes back with the answers. What the handler sends meanwhile
 * goes through the thread of the request.
 */
final class ParkedCall implements IncomingCall.Inputs {

    private static final int MAX_WAITING = 64;

    private final String call;
    private final ParkedCalls parked;
    private final Duration patience;
    private final Map<String, JsonValue> given;
    private final BlockingQueue<Step> steps = new ArrayBlockingQueue<>(MAX_WAITING);
    private final BlockingQueue<Map<String, JsonValue>> answers = new ArrayBlockingQueue<>(1);
    /** A handler may ask from several threads; their questions go out one after the other. */
    private final ReentrantLock asking = new ReentrantLock();

    private volatile @Nullable IncomingCall incoming;
    private volatile @Nullable Thread thread;
    private volatile boolean lapsed;

    /** Nothing waits any more. Guarded by the lock of all parked calls. */
    private boolean ended;

    /** What a handler has to say to the thread of the request. */
    sealed interface Step {

        record Message(JsonRpcMessage message) implements Step {}

        record Asked(Map<String, InputRequest> questions) implements Step {}

        record Done(@Nullable Object result, @Nullable Throwable failure) implements Step {

            Object get() throws Exception {
                if (failure instanceof Exception exception) {
                    throw exception;
                }
                if (failure instanceof Error error) {
                    throw error;
                }
                return Objects.requireNonNull(result, "a handler's result");
            }
        }
    }

    ParkedCall(String call, ParkedCalls parked, Duration patience, Map<String, JsonValue> given) {
        this.call = call;
        this.parked = parked;
        this.patience = patience;
        this.given = new LinkedHashMap<>(given);
    }

    /** The same, for a call whose messages must go through here. */
    IncomingCall.Leg through(IncomingCall.Leg leg) {
        return new IncomingCall.Leg(leg.id(), leg.meta(), leg.logLevel(), this::send);
    }

    void start(ServerMethods methods, IncomingCall starting, Runnable whenDone) {
        incoming = starting;
        Thread started = Thread.ofVirtual().name("fastmcp-server-call").unstarted(() -> {
            Step.Done done;
            try {
                done = new Step.Done(methods.call(starting), null);
            } catch (Throwable e) { // whatever it is, the client waits for an answer
                done = new Step.Done(null, e);
            }
            whenDone.run();
            putLast(done);
        });
        thread = started;
        started.start();
    }

    /** Goes on with another request of the client. */
    void resume(IncomingCall.Leg leg, Map<String, JsonValue> responses) {
        IncomingCall resumed = incoming;
        if (resumed != null) {
            resumed.continuedBy(through(leg));
        }
        if (!answers.offer(responses)) {
            throw StateSeal.refused();
        }
    }

    private void putLast(Step.Done done) {
        while (true) {
            try {
                steps.put(done);
                return;
            } catch (InterruptedException e) {
                // Cancelled: nobody takes steps any more, so there is room for one.
                steps.clear();
            }
        }
    }

    /** Where the handler's messages go. When nobody takes them any more they must not hold up who sends them. */
    private void send(JsonRpcMessage message) {
        if (lapsed) {
            return;
        }
        try {
            steps.put(new Step.Message(message));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Passes messages on until the handler has finished, or asks something. */
    Step advance(Outlet outlet) throws InterruptedException {
        while (true) {
            Step step = steps.take();
            if (!(step instanceof Step.Message(JsonRpcMessage message))) {
                return step;
            }
            outlet.send(message);
        }
    }

    boolean isFor(String other) {
        return call.equals(other);
    }

    void end() {
        ended = true;
    }

    boolean hasEnded() {
        return ended;
    }

    @Override
    public boolean giveUpIfParked() {
        return parked.giveUp(this);
    }

    /** Ends the handler, and whoever asks or sends on its behalf on another thread. */
    void cancel() {
        lapse();
        answers.offer(Map.of());
        Thread running = thread;
        if (running != null) {
            running.interrupt();
        }
    }

    /** Asks again for what is missing or is no answer. */
    @Override
    public Map<String, JsonValue> ask(Map<String, InputRequest> questions) throws InterruptedException {
        asking.lockInterruptibly();
        try {
            return askAlone(questions);
        } finally {
            asking.unlock();
        }
    }

    private Map<String, JsonValue> askAlone(Map<String, InputRequest> questions) throws InterruptedException {
        Map<String, JsonValue> taken = new LinkedHashMap<>();
        Map<String, InputRequest> open = new LinkedHashMap<>(questions);
        take(given, open, taken);
        while (!open.isEmpty()) {
            requireWanted();
            steps.put(new Step.Asked(Map.copyOf(open)));
            Map<String, JsonValue> next = answers.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
            if (next == null) {
                parked.forget(this);
                lapse();
                throw new RequestTimeoutException("The client did not answer within " + patience, patience, null);
            }
            requireWanted();
            take(new LinkedHashMap<>(next), open, taken);
        }
        return taken;
    }

    /** Nobody takes messages or brings answers any more. */
    private void lapse() {
        lapsed = true;
        steps.removeIf(Step.Message.class::isInstance);
    }

    private void requireWanted() throws InterruptedException {
        if (!lapsed) {
            return;
        }
        if (Thread.currentThread() == thread) {
            throw new InterruptedException("the call was given up");
        }
        throw new JsonRpcException(JsonRpcError.INTERNAL_ERROR, "The call was given up", null);
    }

    private static void take(
            Map<String, JsonValue> from, Map<String, InputRequest> open, Map<String, JsonValue> taken) {
        open.entrySet().removeIf(question -> {
            JsonValue answer = from.remove(question.getKey());
            if (answer == null || !Questions.isAnswer(question.getValue(), answer)) {
                return false;
            }
            taken.put(question.getKey(), answer);
            return true;
        });
    }
}
