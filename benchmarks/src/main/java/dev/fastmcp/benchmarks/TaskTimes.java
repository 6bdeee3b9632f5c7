package dev.fastmcp.benchmarks;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * CPU time of the threads of a process that are alive, as a rule this one, the virtual machine's own included, to the nanosecond. Only Linux tells. Loads as little as it can,
 * since cold starts are measured with it.
 */
final class TaskTimes {

    private static final File TASKS = new File("/proc/self/task");

    private TaskTimes() {}

    static boolean available() {
        return TASKS.isDirectory();
    }

    /** User and system time of all threads that are alive; 0 if nobody tells. */
    static long all() {
        return sum(false);
    }

    /** User and system time of the process, in steps of 10 ms, those of threads that have ended included; 0 if nobody tells. */
    static long process() {
        try {
            String stat = read(new File("/proc/self/stat"));
            // The name of the program may hold blanks, but it is in brackets.
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10_000_000;
        } catch (IOException e) {
            return 0;
        }
    }

    /** User and system time of the JIT compiler's threads that are alive; 0 if nobody tells. */
    static long compilers() {
        return sum(true);
    }

    /** User and system time of the threads of another process that are alive, those of a JIT compiler left out; 0 if nobody tells. */
    static long withoutCompilers(long pid) {
        File tasks = new File("/proc/" + pid + "/task");
        return sum(tasks, false) - sum(tasks, true);
    }

    private static long sum(boolean compilersOnly) {
        return sum(TASKS, compilersOnly);
    }

    private static long sum(File folder, boolean compilersOnly) {
        String[] tasks = folder.list();
        long sum = 0;
        if (tasks != null) {
            for (String task : tasks) {
                sum += cpuNanos(new File(folder, task), compilersOnly);
            }
        }
        return sum;
    }

    private static long cpuNanos(File task, boolean compilersOnly) {
        try {
            if (compilersOnly && !isCompiler(read(new File(task, "comm")))) {
                return 0;
            }
            String times = read(new File(task, "schedstat"));
            return Long.parseLong(times.substring(0, times.indexOf(' ')));
        } catch (IOException e) {
            // The thread has just ended.
            return 0;
        }
    }

    private static boolean isCompiler(String name) {
        return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    }

    private static String read(File file) throws IOException {
        try (InputStream in = new FileInputStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
