package dev.fastmcp.transport.stdio.internal;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The last lines of a server's standard error, for the message about its end. Thread-safe; bounded in lines and in
 * characters.
 */
final class StderrTail {

    private static final int MAX_LINES = 50;
    private static final int MAX_LINE = 1024;
    private static final int MAX_CHARACTERS = 16 * 1024;
    private static final int SHOWN_LINES = 20;
    private static final int SHOWN_CHARACTERS = 2000;

    private final ReentrantLock lock = new ReentrantLock();

    /** Guarded by {@link #lock}, like the sum of their lengths. */
    private final Deque<String> lines = new ArrayDeque<>();

    private int characters;

    void add(String line) {
        String kept = Printable.line(line, MAX_LINE);
        if (kept.isBlank()) {
            return;
        }
        lock.lock();
        try {
            lines.addLast(kept);
            characters += kept.length();
            while (lines.size() > MAX_LINES || characters > MAX_CHARACTERS) {
                characters -= lines.removeFirst().length();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Returns the last lines, oldest first. */
    List<String> lines() {
        lock.lock();
        try {
            return List.copyOf(lines);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Returns what goes to the end of a message: the last lines as far as they fit, each on a line of its own, or
     * nothing.
     */
    String excerpt(List<String> secrets) {
        List<String> shown = new ArrayList<>();
        int length = 0;
        List<String> all = new ArrayList<>(lines());
        Collections.reverse(all);
        for (Iterator<String> i = all.iterator(); i.hasNext() && shown.size() < SHOWN_LINES; ) {
            String line = Secrets.scrub(i.next(), secrets);
            length += line.length();
            if (length > SHOWN_CHARACTERS && !shown.isEmpty()) {
                break;
            }
            shown.add("\n  " + line);
        }
        Collections.reverse(shown);
        return shown.isEmpty() ? "; it wrote nothing to stderr" : "; last lines of stderr:" + String.join("", shown);
    }
}
