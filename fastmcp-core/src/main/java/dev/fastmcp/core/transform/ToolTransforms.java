package dev.fastmcp.core.transform;

import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.model.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the members {@code tools}, {@code include_tags} and {@code exclude_tags} of an entry change about its server. Listings go through {@link #shown(List)}; a call goes through {@link #original}
 * and then {@link #arguments}. Immutable and thread-safe.
 *
 * <p>Whether a tool is filtered by its tags can only be seen in the tool itself. Where {@link #filtersTags()} is true, a caller has to know the tool, and ask {@link #shown(Tool)}, before calling it;
 * resources and prompts have tags, too: {@link #shows}.
 */
public final class ToolTransforms {

    /** Nothing changes. */
    public static final ToolTransforms NONE = new ToolTransforms(new Place(""), Map.of(), Map.of(), Set.of(), Set.of());

    private final Place place;
    private final Map<String, ToolTransform> tools;
    private final Map<String, String> originals;
    private final Set<String> include;
    private final Set<String> exclude;

    private ToolTransforms(
            Place place,
            Map<String, ToolTransform> tools,
            Map<String, String> originals,
            Set<String> include,
            Set<String> exclude) {
        this.place = place;
        this.tools = tools;
        this.originals = originals;
        this.include = include;
        this.exclude = exclude;
    }

    /**
     * Reads and checks what an entry says.
     *
     * @param path where the entry is, for messages, such as {@code mcpServers.weather}
     * @param entry the entry
     * @return its transforms
     * @throws ConfigException if something is unknown, of the wrong type, or contradicts itself, or two tools get the same name; the message has the place of it
     */
    public static ToolTransforms of(String path, McpServerConfig entry) {
        Place place = new Place(path);
        Map<String, ToolTransform> tools = new LinkedHashMap<>();
        Map<String, String> originals = new HashMap<>();
        Object written = entry.json().get("tools");
        Place inside = place.member("tools");
        if (written != null) {
            Fields.object(inside, written).forEach((original, json) -> {
                ToolTransform tool = ToolTransform.of(inside.member(original), original, json);
                tools.put(original, tool);
                if (tool.enabled()) {
                    inside.refuseTwo("tools", originals.put(tool.name(), original), original, tool.name());
                }
            });
        }
        return new ToolTransforms(
                place, tools, originals, Set.copyOf(entry.includeTags()), Set.copyOf(entry.excludeTags()));
    }

    /**
     * Tells whether nothing changes.
     *
     * @return true if every tool is shown as it is
     */
    public boolean isEmpty() {
        return tools.isEmpty() && !filtersTags();
    }

    /**
     * Tells whether tags decide what is shown.
     *
     * @return true if the entry includes or excludes tags
     */
    public boolean filtersTags() {
        return !include.isEmpty() || !exclude.isEmpty();
    }

    /**
     * Tells whether tags let a resource, a resource template or a prompt be shown.
     *
     * @param meta what the server attached to it under {@code _meta}
     * @return true if it has an included tag, where some are included, and no excluded one
     */
    public boolean shows(Map<String, Object> meta) {
        return passes(Tags.of(meta));
    }

    private boolean passes(Set<String> tags) {
        return (include.isEmpty() || !Collections.disjoint(tags, include)) && Collections.disjoint(tags, exclude);
    }

    /**
     * Returns a tool as clients see it.
     *
     * @param original the tool as the server has it
     * @return the tool; empty if it is hidden
     * @throws ConfigException if the tool has no argument that the entry changes, the server requires an argument that is hidden without a default, or two arguments get the same name
     */
    public Optional<Tool> shown(Tool original) {
        ToolTransform transform = tools.get(original.name());
        if (transform == null) {
            return passes(Tags.of(original.meta())) ? Optional.of(original) : Optional.empty();
        }
        return transform.enabled() && passes(transform.tags(original))
                ? Optional.of(transform.apply(original))
                : Optional.empty();
    }

    /**
     * Returns all tools of a server as clients see them.
     *
     * @param originals the tools as the server has them
     * @return those that are not hidden, in the same order
     * @throws ConfigException as for a single tool, or if two tools end up with the same name; the message names both
     */
    public List<Tool> shown(List<Tool> originals) {
        List<Tool> shown = new ArrayList<>();
        Map<String, String> names = new HashMap<>();
        for (Tool original : originals) {
            shown(original).ifPresent(tool -> {
                // A server that lists a tool twice is not for this configuration to judge.
                String other = names.put(tool.name(), original.name());
                place.member("tools")
                        .refuseTwo("tools", original.name().equals(other) ? null : other, original.name(), tool.name());
                shown.add(tool);
            });
        }
        return List.copyOf(shown);
    }

    /**
     * Finds out which changes are for tools that a server does not have, and so are probably misspelt. That is no error, as servers may get new tools.
     *
     * @param originals the names of all tools, as the server has them
     * @return a line for each of them: its place, and the nearest name
     */
    public List<String> unused(Collection<String> originals) {
        return tools.values().stream()
                .filter(tool -> !originals.contains(tool.original()))
                .map(tool ->
                        tool.place() + ": the server has no such tool; " + Place.instead(tool.original(), originals))
                .toList();
    }

    /**
     * Finds the name by which the server knows a tool.
     *
     * @param shownName the name by which clients know it
     * @return the original name, which is the same if the entry does not change it; empty if the entry hides the tool, or gave it another name
     */
    public Optional<String> original(String shownName) {
        String original = originals.get(shownName);
        return original == null && tools.containsKey(shownName)
                ? Optional.empty()
                : Optional.of(original == null ? shownName : original);
    }

    /**
     * Translates the arguments of a call.
     *
     * @param originalName the name by which the server knows the tool
     * @param given the arguments as clients know them
     * @return the arguments as the server knows them, with defaults and hidden values; the map given if the entry does not change the tool
     * @throws IllegalArgumentException if a hidden argument is given, one that has another name now, or one that the entry requires is missing
     */
    public Map<String, Object> arguments(String originalName, Map<String, Object> given) {
        ToolTransform transform = tools.get(originalName);
        return transform == null ? given : ArgumentNames.restored(transform, given);
    }
}
