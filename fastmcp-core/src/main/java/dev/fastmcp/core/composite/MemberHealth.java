package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.ClientLink;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Whether one server of several can be used at the moment by a client, which is told when it comes back. Thread-safe. */
final class MemberHealth {

    /** So long a server that could not be reached is left alone by those who want something from all servers. */
    private static final long REST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final Composite composite;
    private final Member member;
    private final ClientLink client;
    private final Runnable whenBack;
    private final ReentrantLock lock = new ReentrantLock();

    /** Written under the lock where it depends on what else is known. */
    private volatile @Nullable Failure failure;

    private volatile boolean connected;
    private volatile boolean arriving;

    private record Failure(McpException cause, long at) {}

    /** @param whenBack is run before the client is told */
    MemberHealth(Composite composite, Member member, ClientLink client, Runnable whenBack) {
        this.composite = composite;
        this.member = member;
        this.client = client;
        this.whenBack = whenBack;
    }

    ComponentNames names() {
        return composite.names();
    }

    /** Why it cannot be used; {@code null} if it can, or may be able to. */
    @Nullable
    McpException failure() {
        McpException flaw = member.flaw();
        Failure last = failure;
        return flaw != null || last == null ? flaw : last.cause();
    }

    boolean isWorthTrying() {
        Failure last = failure;
        return member.flaw() == null && !arriving && (last == null || System.nanoTime() - last.at() > REST_NANOS);
    }

    void failed(McpException cause) {
        failure = new Failure(cause, System.nanoTime());
        composite.failed(member.name(), cause);
    }

    /** Somebody begins, or has ended, to connect without being waited for to the end. */
    void arriving(boolean begun) {
        arriving = begun;
    }

    /**
     * The server is not waited for any longer, but may still come.
     *
     * @return false if it has come in the meantime
     */
    boolean late(McpException cause) {
        lock.lock();
        try {
            if (connected) {
                return false;
            }
            failed(cause);
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * There is a connection. Only a new one says that the server answers.
     *
     * @return whether it is the first one
     */
    boolean connected() {
        if (connected) {
            return false;
        }
        lock.lock();
        try {
            if (connected) {
                return false;
            }
            connected = true;
        } finally {
            lock.unlock();
        }
        answered();
        return true;
    }

    /** Whoever has listed components while it could not be used has missed those of this server. */
    void answered() {
        if (failure == null) {
            return;
        }
        lock.lock();
        try {
            if (failure == null) {
                return;
            }
            failure = null;
        } finally {
            lock.unlock();
        }
        composite.reached(member.name());
        whenBack.run();
        for (Announcement changed : Announcement.ListChanged.values()) {
            client.announce(changed);
        }
    }
}
