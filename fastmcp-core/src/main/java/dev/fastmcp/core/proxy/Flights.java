package dev.fastmcp.core.proxy;

import dev.fastmcp.core.server.ClientLink;
import dev.fastmcp.core.server.IncomingCall;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The requests on their way to a server. Thread-safe. */
final class Flights {

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; oldest first. */
    private final Set<Flight> open = new LinkedHashSet<>();

    /** A request on its way. Two of them are never equal. */
    static final class Flight {

        private final ClientLink client;
        private final IncomingCall call;

        private Flight(ClientLink client, IncomingCall call) {
            this.client = client;
            this.call = call;
        }

        IncomingCall call() {
            return call;
        }
    }

    Flight begin(ClientLink client, IncomingCall call) {
        Flight flight = new Flight(client, call);
        lock.lock();
        try {
            open.add(flight);
        } finally {
            lock.unlock();
        }
        return flight;
    }

    void end(Flight flight) {
        lock.lock();
        try {
            open.remove(flight);
        } finally {
            lock.unlock();
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
                if (latest != null && latest.client != flight.client) {
                    return null;
                }
                latest = flight;
            }
            return latest;
        } finally {
            lock.unlock();
        }
    }
}
