package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonValue;
import org.jspecify.annotations.Nullable;

/** What a tool does with arguments that are not decoded yet. */
@FunctionalInterface
interface ToolCall {

    @Nullable
    Object call(JsonValue arguments, HandlerContext context) throws Exception;
}
