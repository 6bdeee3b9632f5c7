package dev.fastmcp.core.proxy;

import dev.fastmcp.core.server.IncomingCall;
import java.util.LinkedHashSet;
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

        /** One connection may bring the requests of several clients, such as that of another proxy. */
        private boolean isOfSameClientAs(Flight other) {
            return client == other.client && call.peer().equals(other.call.peer());
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

    /** The latest request, if all belong to one client; rather one during which servers ask than another. */
    @Nullable
    Flight ofOneClient() {
        lock.lock();
        try {
            Flight latest = null;
            for (Flight flight : open) {
                if (latest != null && !latest.isOfSameClientAs(flight)) {
                    return null;
                }
                if (latest == null || flight.call().mayAsk() || !latest.call().mayAsk()) {
                    latest = flight;
                }
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }
}
