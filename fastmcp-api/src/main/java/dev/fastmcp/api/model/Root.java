package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * A directory or file that the server may work with (schema "Root").
 *
 * @param uri a {@code file:} URI
 * @param name the name for people
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record Root(String uri, Optional<String> name, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public Root {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a root with a name.
     *
     * @param uri a {@code file:} URI
     * @param name the name for people
     * @return the root
     */
    public static Root of(String uri, String name) {
        return new Root(uri, Optional.of(name), Map.of(), Map.of());
    }

    /**
     * Returns a root without a name.
     *
     * @param uri a {@code file:} URI
     * @return the root
     */
    public static Root of(String uri) {
        return new Root(uri, Optional.empty(), Map.of(), Map.of());
    }
}
