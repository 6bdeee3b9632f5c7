package dev.fastmcp.benchmarks;

import java.util.Map;

/**
 * Lets clients take turns, block by block, all of them warm at the same time: the machine may be busy with other things, but is so for all of them.
 *
 * @param quick do the least that shows anything
 */
record CallRounds(Samples samples, boolean quick) {

    /** Warms the clients up and measures them; the kind of a sample is the prefix and the workload's label. */
    void measure(Workload workload, Map<String, Child> children, String prefix) {
        children.forEach((client, child) -> child.ask(order(workload, warmUp(workload) / share(client))));
        for (int block = 0; block < (quick ? 5 : 9); block++) {
            children.forEach((client, child) -> {
                Sample sample = Sample.parse(child.ask(order(workload, workload.blockCalls() / share(client))));
                samples.add(client, Sample.of(prefix + sample.kind(), sample.figures()));
            });
        }
    }

    private int warmUp(Workload workload) {
        return quick ? workload.warmUpCalls() / 3 : workload.warmUpCalls();
    }

    /** Slower clients do less in the same time. */
    private static int share(String client) {
        return switch (client) {
            case "raw", "fastmcp" -> 1;
            case "java_sdk" -> 10;
            default -> 2;
        };
    }

    private static String order(Workload workload, int calls) {
        return workload.label() + ' ' + calls;
    }
}
