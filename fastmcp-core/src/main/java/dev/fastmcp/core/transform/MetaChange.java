package dev.fastmcp.core.transform;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Puts what a configuration says in the place of the {@code _meta} of a tool. */
final class MetaChange {

    /** What these hold is about how a tool works, not about what it says, so that it outlives a replacement. */
    private static final List<String> KEPT = List.of("fastmcp", "_fastmcp", "ui");

    private MetaChange() {}

    static Map<String, Object> of(Map<String, Object> original, Map<String, Object> json, Set<String> tags) {
        Map<String, Object> meta = json.containsKey("meta") ? replaced(original, json.get("meta")) : original;
        if (!tags.isEmpty() && !Tags.of(meta).equals(tags)) {
            meta = Tags.with(meta, tags);
        }
        return json.get("version") instanceof String version ? Tags.with(meta, "version", version) : meta;
    }

    private static Map<String, Object> replaced(Map<String, Object> original, @Nullable Object written) {
        Map<String, Object> meta = copy(written);
        for (String name : KEPT) {
            if (original.get(name) instanceof Map<?, ?> kept) {
                Map<String, Object> inner = copy(kept);
                inner.putAll(copy(meta.get(name)));
                meta.put(name, inner);
            }
        }
        return meta;
    }

    private static Map<String, Object> copy(@Nullable Object json) {
        Map<String, Object> copy = new LinkedHashMap<>();
        if (json instanceof Map<?, ?> map) {
            map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        }
        return copy;
    }
}
