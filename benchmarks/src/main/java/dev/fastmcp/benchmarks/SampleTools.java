package dev.fastmcp.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A listing of the size that servers have: twenty tools, 11 KB, most of it schemas. */
final class SampleTools {

    static final int COUNT = 20;

    private static final String TOOL = """
        {"name":"%s","title":"Sample tool %d","description":"Looks up records of kind %d and returns those that match the query, \
        the newest first. Use it when the user asks for \\"%d\\" by name.","inputSchema":{"type":"object","properties":\
        {"text":{"type":"string","description":"What to look for"},"limit":{"type":"integer","minimum":1,"maximum":100,"default":10},\
        "fields":{"type":"array","items":{"type":"string","enum":["id","name","created"]}}},"required":["text"],\
        "additionalProperties":false},"annotations":{"readOnlyHint":true,"openWorldHint":false}}\
        """;

    private SampleTools() {}

    /** Returns the member {@code tools} of a listing. */
    static String json() {
        return IntStream.range(0, COUNT)
                .mapToObj(i -> TOOL.formatted(name(i), i, i, i))
                .collect(Collectors.joining(",", "\"tools\":[", "]"));
    }

    static String name(int index) {
        return switch (index) {
            case 0 -> "echo";
            case 1 -> "big";
            default -> "sample_" + index;
        };
    }
}
