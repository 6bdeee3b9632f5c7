package dev.fastmcp.core.binding;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ProgressListener;
import java.util.Set;

/** Parameters that are no arguments of a tool. */
final class NoArgument {

    /** By name, since the package of servers, to which requests belong, knows this one. */
    private static final Set<String> TYPES =
            Set.of(CallOptions.class.getName(), ProgressListener.class.getName(), "dev.fastmcp.server.RequestContext");

    private NoArgument() {}

    static boolean isArgument(Class<?> type) {
        return !TYPES.contains(type.getName());
    }
}
