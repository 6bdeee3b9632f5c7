package dev.fastmcp.transport.stdio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, with a deadline. */
final class Await {

    private Await() {}

    static void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not in time: " + what);
            }
            LockSupport.parkNanos(2_000_000L);
        }
    }

    static void gone(ProcessHandle process) {
        until("end of process " + process.pid(), () -> !runs(process));
    }

    /** A dead process that nobody has collected yet does not run. */
    static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
            return !stat.startsWith("Z", stat.lastIndexOf(')') + 2);
        } catch (IOException e) {
            return process.isAlive();
        }
    }

    /** Nothing is left of what a test started: no process, no thread of this module. */
    static void nothingLeft() {
        until("end of all servers", () -> ProcessHandle.current().descendants().noneMatch(Await::runs));
        until("end of all threads", () -> threads().isEmpty());
    }

    private static List<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("fastmcp-"))
                .toList();
    }
}
