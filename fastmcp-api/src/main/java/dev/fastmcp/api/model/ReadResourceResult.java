package dev.fastmcp.api.model;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What {@code resources/read} returns (schema "ReadResourceResult").
 *
 * @param contents several if the resource has parts, such as the files of a directory
 * @param ttl how long the contents stay good ({@code ttlMs}), since MCP 2026-07-28
 * @param cacheScope who may share them, since MCP 2026-07-28
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ReadResourceResult(
        List<ResourceContents> contents,
        Optional<Duration> ttl,
        Optional<CacheScope> cacheScope,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements Cacheable {

    /** Copies the collections. */
    public ReadResourceResult {
        contents = List.copyOf(contents);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns contents and nothing else.
     *
     * @param contents the contents
     * @return the result
     */
    public static ReadResourceResult of(ResourceContents... contents) {
        return new ReadResourceResult(List.of(contents), Optional.empty(), Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Returns the text of all parts that are text.
     *
     * @return their texts, joined by line breaks
     */
    public String text() {
        return contents.stream()
                .filter(TextResourceContents.class::isInstance)
                .map(part -> ((TextResourceContents) part).text())
                .collect(Collectors.joining("\n"));
    }
}
