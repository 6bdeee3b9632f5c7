package dev.fastmcp.benchmarks;

import java.util.Map;

/**
 * Lets clients take turns, block by block, all of them warm at the same time: the machine may be busy with other things, but is so for all of them.
 *
 * @param quick do the least that shows anything
 */
record CallRounds(Samples samples, boolean quick) {

    /** In the same process a call costs so little that it takes this many to be measured. */
    private static final int MEMORY_CALLS = 100_000;

    /** Warms the clients up and measures them; the kind of a sample is the prefix and the workload's label. */
    void measure(Workload workload, Map<String, Child> children, String prefix) {
        children.forEach((client, child) -> child.ask(order(workload, calls(client, warmUp(workload)))));
        for (int block = 0; block < (quick ? 5 : 9); block++) {
            children.forEach((client, child) -> {
                Sample sample = Sample.parse(child.ask(order(workload, calls(client, workload.blockCalls()))));
                samples.add(client, Sample.of(prefix + sample.kind(), sample.figures()));
            });
        }
    }

    private int warmUp(Workload workload) {
        return quick ? workload.warmUpCalls() / 3 : workload.warmUpCalls();
    }

    /** Slower clients do less in the same time. */
    private static int calls(String client, int usual) {
        return switch (client) {
            case "raw", "fastmcp" -> usual;
            case "java_sdk" -> usual / 10;
            default ->
                client.startsWith("memory")
                        ? Math.max(MEMORY_CALLS, 10 * usual)
                        : RouteServer.isSlow(client) ? usual / 10 : usual / 2;
        };
    }

    private static String order(Workload workload, int calls) {
        return workload.label() + ' ' + calls;
    }
}
