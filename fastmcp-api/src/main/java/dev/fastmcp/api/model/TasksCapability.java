package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * Which requests of the other side may run as tasks (schema "ServerCapabilities.tasks" and "ClientCapabilities.tasks",
 * MCP 2025-11-25 only).
 *
 * @param list present if {@code tasks/list} is offered
 * @param cancel present if {@code tasks/cancel} is offered
 * @param requests the methods, as nested objects: {@code tools}, and {@code call} in it
 * @param extra members that this library does not know
 */
public record TasksCapability(
        Optional<Map<String, Object>> list,
        Optional<Map<String, Object>> cancel,
        Map<String, Object> requests,
        Map<String, Object> extra) {

    /** Copies the collections. */
    public TasksCapability {
        list = list.map(Members::copyOf);
        cancel = cancel.map(Members::copyOf);
        requests = Members.copyOf(requests);
        extra = Members.copyOf(extra);
    }

    /**
     * Tells whether a method may run as a task.
     *
     * @param method a method such as {@code tools/call}
     * @return true if it is declared
     */
    public boolean allows(String method) {
        Object level = requests;
        for (String name : method.split("/")) {
            level = level instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return level instanceof Map<?, ?>;
    }
}
