package dev.fastmcp.auth.internal.login;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes connections, a few at a time and each for a short time only: whoever sends half a request, or reads no answer, loses the connection. If there are too many, the one that has taken longest goes first, so
 * that a browser always gets through. Thread-safe.
 */
final class CallbackConnections implements AutoCloseable {

    private static final long PAUSE_NANOS = 20_000_000L;
    private static final Duration END = Duration.ofSeconds(1);

    /** Reads one request and answers it; runs on a thread of its own. */
    @FunctionalInterface
    interface Conversation {
        void over(Socket socket) throws IOException;
    }

    private final ServerSocket listening;
    private final int most;
    private final Duration limit;
    private final Conversation conversation;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread accepting = Thread.ofVirtual().name("fastmcp-callback").unstarted(this::accept);

    /** Guarded by {@link #lock}; the oldest first. */
    private final Deque<Socket> open = new ArrayDeque<>();

    /**
     * Creates it; nothing is taken yet.
     *
     * @param listening is closed with it
     * @param most how many there may be at a time
     * @param limit how long one may take
     */
    CallbackConnections(ServerSocket listening, int most, Duration limit, Conversation conversation) {
        this.listening = listening;
        this.most = most;
        this.limit = limit;
        this.conversation = conversation;
    }

    void start() {
        accepting.start();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                begin(listening.accept());
            } catch (IOException e) {
                if (!listening.isClosed()) {
                    // Too many files may be open in this process, which may pass.
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }
    }

    private void begin(Socket socket) {
        lock.lock();
        try {
            if (listening.isClosed()) {
                end(socket);
                return;
            }
            if (open.size() >= most) {
                end(open.removeFirst());
            }
            open.addLast(socket);
        } finally {
            lock.unlock();
        }
        Thread talking = Thread.ofVirtual().name("fastmcp-callback-request").start(() -> talk(socket));
        Thread.ofVirtual().name("fastmcp-callback-limit").start(() -> endInTime(talking, socket));
    }

    private void talk(Socket socket) {
        try (socket) {
            conversation.over(socket);
        } catch (IOException e) {
            // The client is gone, or was too slow: there is nobody to tell.
        } finally {
            lock.lock();
            try {
                open.remove(socket);
            } finally {
                lock.unlock();
            }
        }
    }

    private void endInTime(Thread talking, Socket socket) {
        try {
            if (talking.join(limit)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        end(socket);
    }

    /** Whatever its thread waits for ends with it. */
    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    /** Ends all of them, and takes no more. */
    @Override
    public void close() {
        lock.lock();
        try {
            listening.close();
        } catch (IOException e) {
            // The system has closed it by itself.
        } finally {
            open.forEach(CallbackConnections::end);
            open.clear();
            lock.unlock();
        }
        awaitEnd();
    }

    /** Until the thread is gone that waits for connections, the system goes on taking them. */
    private void awaitEnd() {
        try {
            accepting.join(END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
