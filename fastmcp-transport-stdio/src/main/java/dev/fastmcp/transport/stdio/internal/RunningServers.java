package dev.fastmcp.transport.stdio.internal;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The server processes of this program, so that none outlives it. There is one shutdown hook for all, only while there
 * are processes. This is the one place with static state in the module, since the end of the virtual machine is one
 * event.
 */
final class RunningServers {

    static final RunningServers ALL = new RunningServers();

    /** How long each step may take when the virtual machine is already on its way out. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, like the other fields. */
    private final Set<ServerProcess> running = new HashSet<>();

    private final Thread hook = new Thread(null, this::endAll, "fastmcp-stdio-shutdown", 0, false);
    private boolean hooked;
    private boolean over;

    private RunningServers() {}

    /**
     * Takes note of a process.
     *
     * @return false if the virtual machine is shutting down, so that nobody would end the process
     */
    boolean add(ServerProcess server) {
        lock.lock();
        try {
            if (!over && !hooked) {
                Runtime.getRuntime().addShutdownHook(hook);
                hooked = true;
            }
            return !over && running.add(server);
        } catch (IllegalStateException e) {
            over = true;
            return false;
        } finally {
            lock.unlock();
        }
    }

    void remove(ServerProcess server) {
        lock.lock();
        try {
            if (running.remove(server) && running.isEmpty() && hooked && !over) {
                Runtime.getRuntime().removeShutdownHook(hook);
                hooked = false;
            }
        } catch (IllegalStateException e) {
            over = true;
        } finally {
            lock.unlock();
        }
    }

    private void endAll() {
        List<ProcessTree> trees = new ArrayList<>();
        lock.lock();
        try {
            over = true;
            running.forEach(server -> trees.add(server.hangUp()));
        } finally {
            lock.unlock();
        }
        List<ProcessTree> stubborn = remaining(trees);
        stubborn.forEach(ProcessTree::terminate);
        stubborn = remaining(stubborn);
        stubborn.forEach(ProcessTree::refresh);
        stubborn.forEach(ProcessTree::kill);
    }

    private static List<ProcessTree> remaining(List<ProcessTree> trees) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<ProcessTree> remaining = new ArrayList<>();
        for (ProcessTree tree : trees) {
            if (!tree.awaitEnd(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                remaining.add(tree);
            }
        }
        return remaining;
    }
}
