package dev.fastmcp.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process has used up to a moment.
 *
 * @param nanos the clock
 * @param processNanos user and system time of the process without its children, in steps of 10 ms on Linux
 * @param threadNanos the same in fine steps, but only of threads that have not ended; where nobody tells, as before
 * @param compilerNanos the part of it that the JIT compiler's threads had; 0 where nobody tells
 * @param allocatedBytes what all threads have allocated on the heap
 */
record Usage(long nanos, long processNanos, long threadNanos, long compilerNanos, long allocatedBytes) {

    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static Usage now() {
        long nanos = System.nanoTime();
        long process = PROCESS.getProcessCpuTime();
        long threads = TaskTimes.available() ? TaskTimes.all() : process;
        return new Usage(nanos, process, threads, TaskTimes.compilers(), THREADS.getTotalThreadAllocatedBytes());
    }

    Usage since(Usage start) {
        return new Usage(
                nanos - start.nanos,
                processNanos - start.processNanos,
                threadNanos - start.threadNanos,
                compilerNanos - start.compilerNanos,
                allocatedBytes - start.allocatedBytes);
    }
}
