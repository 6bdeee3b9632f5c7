package dev.fastmcp.core.cache;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.json.JsonValue;

/** Asks the server, if that turns out to be necessary. */
public interface Exchange<R> {

    /** Makes the request; at most once. */
    JsonValue fetch(CallOptions call);

    /** Tells whether the answer of {@link #fetch} depended on nothing but the request. */
    boolean repeatable();

    /** Checks and decodes an answer of the server, whenever it came. */
    R read(JsonValue answer);
}
