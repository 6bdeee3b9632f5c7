package dev.fastmcp.transport.stdio.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server process and what it has started, as far as seen. A process whose parent has died belongs to nobody's tree
 * any more, so what was seen once is remembered. Confined to one thread at a time.
 */
final class ProcessTree {

    /** How long those may live on that the server left behind when it exited. */
    private static final Duration LEFT_BEHIND = Duration.ofMillis(250);

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(25);

    private final Process root;
    private final Set<ProcessHandle> descendants = new LinkedHashSet<>();

    ProcessTree(Process root) {
        this.root = root;
    }

    /** Looks who is there. Takes about a millisecond. */
    void refresh() {
        List<ProcessHandle> known = List.copyOf(descendants);
        root.descendants().forEach(descendants::add);
        known.stream()
                .filter(ProcessTree::runs)
                .forEach(handle -> handle.descendants().forEach(descendants::add));
    }

    void add(Collection<ProcessHandle> others) {
        descendants.addAll(others);
    }

    /**
     * Waits until all have exited.
     *
     * @param patience for the server itself; the others get a moment after it
     * @return false if somebody is still there
     */
    boolean awaitEnd(Duration patience) {
        if (!awaitRoot(patience)) {
            return false;
        }
        Duration left = patience.compareTo(LEFT_BEHIND) < 0 ? patience : LEFT_BEHIND;
        long end = System.nanoTime() + left.toNanos();
        long pause = FIRST_PAUSE;
        while (descendants.stream().anyMatch(ProcessTree::runs)) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            // ProcessHandle.onExit would take a thread for each, and notices the end of processes that are no children
            // 300 ms late.
            LockSupport.parkNanos(this, pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
        return true;
    }

    private boolean awaitRoot(Duration patience) {
        try {
            return root.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return !root.isAlive();
        }
    }

    /** Asks all to exit, children first, so that no parent takes the end of a child for a reason to start another. */
    void terminate() {
        childrenFirst().forEach(ProcessHandle::destroy);
    }

    /** Ends all. */
    void kill() {
        childrenFirst().forEach(ProcessHandle::destroyForcibly);
    }

    private List<ProcessHandle> childrenFirst() {
        List<ProcessHandle> all = new ArrayList<>();
        descendants.stream().filter(ProcessTree::runs).forEach(handle -> all.add(0, handle));
        if (root.isAlive()) {
            // Process.destroy would close the streams as well: what the server still has to say would be lost, and a
            // stuck writer waited for.
            all.add(root.toHandle());
        }
        return all;
    }

    /** Where nobody collects orphans, as in many containers, a dead process looks alive for good. */
    private static boolean runs(ProcessHandle handle) {
        return handle.isAlive() && !(Platform.linux() && isZombie(handle.pid()));
    }

    private static boolean isZombie(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return false;
        }
    }
}
