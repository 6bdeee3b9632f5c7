package dev.fastmcp.core.server;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Calls that wait for their client to come back. The oldest one is given up when there are too many. Thread-safe. */
final class ParkedCalls {

    private static final String PREFIX = "p1.";

    private final int max;
    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}; oldest first. */
    private final Map<String, ParkedCall> calls = new LinkedHashMap<>();

    ParkedCalls(int max) {
        this.max = max;
    }

    static boolean isToken(String state) {
        return state.startsWith(PREFIX);
    }

    /** Returns the state with which the client comes back; nothing waits for it if the call has ended meanwhile. */
    String park(ParkedCall call) {
        String state = PREFIX + RandomToken.next();
        ParkedCall oldest = null;
        lock.lock();
        try {
            if (!call.hasEnded()) {
                calls.put(state, call);
            }
            if (calls.size() > max) {
                Iterator<ParkedCall> first = calls.values().iterator();
                oldest = first.next();
                first.remove();
            }
        } finally {
            lock.unlock();
        }
        if (oldest != null) {
            oldest.cancel();
        }
        return state;
    }

    @Nullable
    ParkedCall take(String state, String call) {
        lock.lock();
        try {
            ParkedCall found = calls.get(state);
            if (found == null || !found.isFor(call)) {
                return null;
            }
            calls.remove(state);
            return found;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a call that ended while it waited, or may be about to wait. */
    void forget(ParkedCall call) {
        lock.lock();
        try {
            call.end();
            calls.values().remove(call);
        } finally {
            lock.unlock();
        }
    }

    /** Gives a call up if its client is to come back; returns false if it is not, or has just done so. */
    boolean giveUp(ParkedCall call) {
        boolean parked;
        lock.lock();
        try {
            parked = calls.values().remove(call);
            if (parked) {
                call.end();
            }
        } finally {
            lock.unlock();
        }
        if (parked) {
            call.cancel();
        }
        return parked;
    }

    int size() {
        lock.lock();
        try {
            return calls.size();
        } finally {
            lock.unlock();
        }
    }

    void end() {
        lock.lock();
        try {
            calls.values().forEach(ParkedCall::cancel);
            calls.clear();
        } finally {
            lock.unlock();
        }
    }
}
