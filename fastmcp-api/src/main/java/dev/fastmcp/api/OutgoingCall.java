package dev.fastmcp.api;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A request on its way out.
 *
 * @param method the method, such as {@code tools/call}
 * @param params the parameters without {@code _meta}; not to be changed
 * @param meta what goes into {@code _meta} beside the members of the protocol
 */
public record OutgoingCall(String method, Map<String, Object> params, Map<String, Object> meta) {

    /** Protects the maps. */
    public OutgoingCall {
        params = Collections.unmodifiableMap(params);
        meta = Collections.unmodifiableMap(meta);
    }

    /**
     * Adds a member to {@code _meta}, such as {@code traceparent}.
     *
     * @param key the name
     * @param value free-form JSON
     * @return the changed request
     */
    public OutgoingCall withMeta(String key, Object value) {
        Map<String, Object> added = new LinkedHashMap<>(meta);
        added.put(key, Objects.requireNonNull(value, "value"));
        return new OutgoingCall(method, params, added);
    }
}
