package dev.fastmcp.core.protocol;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.Task;

/** What a server has made of a call: its result, or a task. */
public sealed interface StartedTool {

    /** It has answered at once. */
    record Answered(JsonValue result) implements StartedTool {}

    /** It goes on by itself. */
    record Begun(Task task) implements StartedTool {}
}
