package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.core.server.IncomingCall;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The requests on their way to a server. Thread-safe. */
final class Flights {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, as all below; oldest first. */
    private final Set<Flight> open = new LinkedHashSet<>();

    private @Nullable Runnable whenLanded;

    /** A request on its way. Two of them are never equal. */
    static final class Flight {

        private final FrontClient client;
        private final IncomingCall call;

        /** In the modern era a question ends a request of the client, and the answer comes with the next one: there is one at a time, and the response waits for it. */
        private final ReentrantLock asking = new ReentrantLock();

        private volatile boolean landing;

        /** How much has been asked. Guarded by the lock of all flights. */
        private int questions;

        private Flight(FrontClient client, IncomingCall call) {
            this.client = client;
            this.call = call;
        }

        FrontClient client() {
            return client;
        }

        IncomingCall call() {
            return call;
        }

        /** Returns {@code null} if the response came first. */
        @Nullable
        Map<String, JsonValue> ask(Map<String, InputRequest> question) throws InterruptedException {
            if (call.peer().version().era() == Era.LEGACY) {
                return call.ask(question);
            }
            asking.lockInterruptibly();
            try {
                return landing ? null : call.ask(question);
            } finally {
                asking.unlock();
            }
        }

        /** The response is there; waits until nothing is asked any more. */
        void land() throws InterruptedException {
            landing = true;
            asking.lockInterruptibly();
            asking.unlock();
        }

        /** One connection may bring the requests of several clients, such as that of another proxy. */
        private boolean isOfSameClientAs(Flight other) {
            return client == other.client && call.peer().equals(other.call.peer());
        }

        /** Clients do not let themselves be asked any number of times during a request. */
        private boolean isBetterToAskThan(@Nullable Flight other) {
            if (landing || !call.canAsk()) {
                return false;
            }
            if (other == null || call.mayAsk() != other.call.mayAsk()) {
                return other == null || call.mayAsk();
            }
            return questions <= other.questions;
        }
    }

    /** Returns {@code null} if no more requests begin here. */
    @Nullable
    Flight begin(FrontClient client, IncomingCall call) {
        Flight flight = new Flight(client, call);
        lock.lock();
        try {
            if (whenLanded != null) {
                return null;
            }
            open.add(flight);
        } finally {
            lock.unlock();
        }
        return flight;
    }

    void end(Flight flight) {
        flight.landing = true;
        Runnable due;
        lock.lock();
        try {
            due = open.remove(flight) && open.isEmpty() ? whenLanded : null;
        } finally {
            lock.unlock();
        }
        if (due != null) {
            due.run();
        }
    }

    /** From now on lets no request begin, and does this when none is on its way. */
    void endWith(Runnable action) {
        boolean due;
        lock.lock();
        try {
            whenLanded = action;
            due = open.isEmpty();
        } finally {
            lock.unlock();
        }
        if (due) {
            action.run();
        }
    }

    boolean isEmpty() {
        lock.lock();
        try {
            return open.isEmpty();
        } finally {
            lock.unlock();
        }
    }

    /** The latest request, if all belong to one client. */
    @Nullable
    Flight ofOneClient() {
        lock.lock();
        try {
            Flight latest = null;
            for (Flight flight : open) {
                if (latest != null && !latest.isOfSameClientAs(flight)) {
                    return null;
                }
                latest = flight;
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }

    /** The request during which its client is asked next, if all belong to one client. */
    @Nullable
    Flight toAsk() {
        lock.lock();
        try {
            if (ofOneClient() == null) {
                return null;
            }
            Flight best = null;
            for (Flight flight : open) {
                if (flight.isBetterToAskThan(best)) {
                    best = flight;
                }
            }
            if (best != null) {
                best.questions++;
            }
            return best;
        } finally {
            lock.unlock();
        }
    }
}
