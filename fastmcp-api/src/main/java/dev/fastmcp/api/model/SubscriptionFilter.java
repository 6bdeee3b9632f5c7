package dev.fastmcp.api.model;

import java.util.List;
import java.util.Map;

/**
 * Which notifications a client wants, or a server agrees to send (schema "SubscriptionFilter", since MCP 2026-07-28).
 *
 * @param toolsListChanged changes of the tools
 * @param promptsListChanged changes of the prompts
 * @param resourcesListChanged changes of the resources and templates
 * @param resourceSubscriptions changes of these resources
 * @param taskIds the status of these tasks, tasks extension
 * @param extra members that this library does not know
 */
public record SubscriptionFilter(
        boolean toolsListChanged,
        boolean promptsListChanged,
        boolean resourcesListChanged,
        List<String> resourceSubscriptions,
        List<String> taskIds,
        Map<String, Object> extra) {

    /** Nothing. */
    public static final SubscriptionFilter NONE =
            new SubscriptionFilter(false, false, false, List.of(), List.of(), Map.of());

    /** Copies the collections. */
    public SubscriptionFilter {
        resourceSubscriptions = List.copyOf(resourceSubscriptions);
        taskIds = List.copyOf(taskIds);
        extra = Members.copyOf(extra);
    }
}
