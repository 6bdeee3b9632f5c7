package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ProgressListener;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.model.ProgressNotification;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Brings progress that comes after the response of a call to the call's listener, while the task that the server has made of it lasts (specification 2025-11-25, "Task Progress"). Listeners are told in
 * order, on virtual threads: nobody may be waiting for the task. Thread-safe.
 */
final class TaskProgress {

    /** Tasks whose end nobody asks about are forgotten when there are more. */
    private static final int MAX_TASKS = 1000;

    /** How much may come before it is known whether there is a task. */
    private static final int MAX_EARLY = 256;

    /** The last reports come before the result, but no listener may keep it back. */
    private static final long LONGEST_WAIT_SECONDS = 1;

    private final ReentrantLock lock = new ReentrantLock();

    /** By progress token. Guarded by the lock, like all that follows. */
    private final Map<RequestId, Reports> calls = new HashMap<>();

    /** By task, the oldest first. */
    private final Map<String, Reports> tasks = new LinkedHashMap<>();

    private static final class Reports {
        private final RequestId token;
        private final ProgressListener listener;
        private final SerialQueue queue = new SerialQueue("fastmcp-progress");
        private @Nullable Queue<ProgressNotification> early = new ArrayDeque<>();

        Reports(RequestId token, ProgressListener listener) {
            this.token = token;
            this.listener = listener;
        }

        void add(ProgressNotification report) {
            Queue<ProgressNotification> waiting = early;
            if (waiting == null) {
                queue.submit(() -> listener.onProgress(report));
                return;
            }
            if (waiting.size() == MAX_EARLY) {
                waiting.remove();
            }
            waiting.add(report);
        }

        void begin() {
            Queue<ProgressNotification> waiting = early;
            early = null;
            if (waiting != null) {
                waiting.forEach(this::add);
            }
        }
    }

    /** A call is made that may become a task. */
    void expect(RequestId token, ProgressListener listener) {
        lock.lock();
        try {
            calls.put(token, new Reports(token, listener));
        } finally {
            lock.unlock();
        }
    }

    /** The call has become a task. */
    void begun(RequestId token, String taskId) {
        lock.lock();
        try {
            Reports reports = calls.get(token);
            if (reports == null) {
                return;
            }
            if (tasks.size() >= MAX_TASKS) {
                Iterator<Reports> oldest = tasks.values().iterator();
                calls.remove(oldest.next().token);
                oldest.remove();
            }
            reports.begin();
            Reports same = tasks.put(taskId, reports);
            if (same != null) {
                calls.remove(same.token);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The call has not become a task. */
    void forget(RequestId token) {
        lock.lock();
        try {
            calls.remove(token);
        } finally {
            lock.unlock();
        }
    }

    /** Something came that belongs to no request on its way. */
    void report(ProgressNotification report) {
        lock.lock();
        try {
            Reports reports = calls.get(number(report.progressToken()));
            if (reports != null) {
                reports.add(report);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Some servers return numbers as text; all our tokens are numbers. */
    private static RequestId number(RequestId token) {
        return token instanceof RequestId.Text text && text.value().matches("[0-9]{1,18}")
                ? RequestId.of(Long.parseLong(text.value()))
                : token;
    }

    /** The task is over, or nobody is interested any more. Waits until the listener has heard what has come. */
    void ended(String taskId) {
        CountDownLatch heard = new CountDownLatch(1);
        lock.lock();
        try {
            Reports reports = tasks.remove(taskId);
            if (reports == null) {
                return;
            }
            calls.remove(reports.token);
            reports.queue.submit(heard::countDown);
        } finally {
            lock.unlock();
        }
        try {
            boolean inTime = heard.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            if (!inTime) {
                System.getLogger(TaskProgress.class.getName())
                        .log(System.Logger.Level.DEBUG, "A progress listener is slower than the task it hears of");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
