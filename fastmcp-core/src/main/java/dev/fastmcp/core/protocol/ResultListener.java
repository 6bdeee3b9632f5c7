package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;

/** Hears what becomes of a request that no thread waits for. One method is called, once; results come on the thread that reads for all requests. */
public interface ResultListener {

    /** The result, as it comes. */
    void onResult(JsonValue result);

    /** There is none: the server refuses, or is gone. */
    void onFailure(McpException cause);
}
