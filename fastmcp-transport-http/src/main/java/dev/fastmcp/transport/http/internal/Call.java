package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.spi.Deadline;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One exchange with a server, from its first byte to its last, over as many connections as that takes one after another. It can be ended from any thread, which closes
 * the socket under whoever reads or writes.
 */
final class Call {

    /** Why a call was ended by somebody else than its thread. */
    enum Ended {
        /** Its time is over. */
        OVERDUE,
        /** Its channel was closed. */
        CLOSED
    }

    private final Thread owner = Thread.currentThread();
    private volatile Deadline deadline;
    private volatile @Nullable SocketChannel socket;
    private volatile @Nullable Ended ended;

    private final Predicate<InetAddress> addresses;

    Call(Deadline deadline) {
        this(deadline, address -> true);
    }

    /** A call that may lead to some addresses only. */
    Call(Deadline deadline, Predicate<InetAddress> addresses) {
        this.deadline = deadline;
        this.addresses = addresses;
    }

    boolean mayLeadTo(InetAddress address) {
        return addresses.test(address);
    }

    Deadline deadline() {
        return deadline;
    }

    /** Stops the clock for a wait that is not the server's fault; the one who stops it sets a new deadline. */
    Deadline stopClock() {
        Deadline stopped = deadline;
        deadline = Deadline.after(Duration.ZERO);
        return stopped;
    }

    void deadline(Deadline changed) {
        deadline = changed;
    }

    /** Leaves no more than this for the rest. */
    void hurry(Duration rest) {
        if (deadline.remainingNanos() > rest.toNanos()) {
            deadline = Deadline.after(rest);
        }
    }

    @Nullable
    Ended ended() {
        return ended;
    }

    /** From now on ending the call closes this socket. */
    void use(SocketChannel used) throws IOException {
        socket = used;
        if (ended != null) {
            used.close();
            throw new IOException("the call was ended");
        }
    }

    /** The socket is no longer this call's. */
    void release() {
        socket = null;
    }

    /** Waits, unless the call is ended meanwhile. */
    void pause(Duration time) throws IOException, InterruptedException {
        Deadline over = Deadline.after(time);
        for (long left = over.remainingNanos(); left > 0; left = over.remainingNanos()) {
            if (ended != null) {
                throw new IOException("the call was ended");
            }
            if (Thread.interrupted()) {
                throw new InterruptedException("interrupted while waiting to connect again");
            }
            LockSupport.parkNanos(this, left);
        }
    }

    void end(Ended why) {
        if (ended == null) {
            ended = why;
        }
        LockSupport.unpark(owner);
        SocketChannel used = socket;
        if (used != null) {
            try {
                used.close();
            } catch (IOException e) {
                // It is closed all the same.
            }
        }
    }
}
