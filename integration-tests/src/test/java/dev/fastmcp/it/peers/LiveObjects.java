package dev.fastmcp.it.peers;

import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/** How many objects of each class a garbage collection has left. */
record LiveObjects(Map<String, Long> counts) {

    /** A call that waits has one of these, in whatever transport, and so has a thread that works for one. */
    private static final Pattern IN_FLIGHT = Pattern.compile("dev\\.fastmcp\\.api\\.spi\\.PendingExchange"
            + "|dev\\.fastmcp\\.api\\.jsonrpc\\.JsonRpcMessage\\$Request"
            + "|dev\\.fastmcp\\.transport\\.http\\.internal\\.(Call|PostExchange|HttpReply)"
            + "|java\\.lang\\.VirtualThread");

    /** What a call might leave behind. */
    private static final Pattern WATCHED = Pattern.compile("dev\\.fastmcp\\.(?!it\\.).*"
            + "|java\\.lang\\.(VirtualThread|Thread)"
            + "|java\\.util\\.concurrent\\.(CompletableFuture|FutureTask|ConcurrentHashMap\\$Node)");

    private static final Pattern LINE = Pattern.compile("^ *\\d+: +(\\d+) +\\d+ +(\\S+)", Pattern.MULTILINE);

    /** More than threads, connections and caches account for, and much less than there were calls. */
    private static final long MANY = 1_000;

    static LiveObjects now() {
        Map<String, Long> counts = new TreeMap<>();
        Matcher lines = LINE.matcher(histogram());
        while (lines.find()) {
            if (WATCHED.matcher(lines.group(2)).matches()) {
                counts.merge(lines.group(2), Long.valueOf(lines.group(1)), Long::sum);
            }
        }
        return new LiveObjects(counts);
    }

    /** The classes of calls in flight that have more objects than before, and how many more. */
    Map<String, Long> inFlightBeyond(LiveObjects before) {
        Map<String, Long> more = beyond(before, 1);
        more.keySet().removeIf(name -> !IN_FLIGHT.matcher(name).matches());
        return more;
    }

    /** The classes that have many more objects than before, and how many more. */
    Map<String, Long> grownSince(LiveObjects before) {
        return beyond(before, MANY);
    }

    private Map<String, Long> beyond(LiveObjects before, long least) {
        Map<String, Long> more = new TreeMap<>();
        counts.forEach((name, count) -> {
            long difference = count - before.counts.getOrDefault(name, 0L);
            if (difference >= least) {
                more.put(name, difference);
            }
        });
        return more;
    }

    private static String histogram() {
        try {
            return (String) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName("com.sun.management:type=DiagnosticCommand"),
                            "gcClassHistogram",
                            new Object[] {new String[0]},
                            new String[] {String[].class.getName()});
        } catch (JMException e) {
            throw new AssertionError("Cannot count the objects", e);
        }
    }
}
