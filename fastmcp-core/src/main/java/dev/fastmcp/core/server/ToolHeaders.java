package dev.fastmcp.core.server;

import java.util.List;
import java.util.Map;

/** What {@link ServerMethods} may know beside: which arguments clients have to repeat in headers. */
public interface ToolHeaders {

    /** Returns the header names of a tool by the path to the argument; empty for a tool that wants none or does not exist. */
    Map<List<String>, String> headersOf(String tool);

    /** Finds out what a server knows. */
    static ToolHeaders of(ServerCore core) {
        return core.methods() instanceof ToolHeaders known ? known : tool -> Map.of();
    }
}
