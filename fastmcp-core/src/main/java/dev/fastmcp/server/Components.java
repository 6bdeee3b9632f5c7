package dev.fastmcp.server;

import dev.fastmcp.core.server.UriTemplate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** What a server consists of, in the order in which it was added. Whoever reads sees one state. Thread-safe. */
final class Components {

    private final ReentrantLock changing = new ReentrantLock();
    private volatile State state = new State(Map.of(), Map.of(), Map.of(), Map.of(), Set.of());

    /** Everything at one moment; unmodifiable. */
    record State(
            Map<String, ServerTool> tools,
            Map<String, ServerResource> resources,
            Map<String, KnownTemplate> templates,
            Map<String, ServerPrompt> prompts,
            Set<String> disabled) {

        List<ServerTool> enabledTools() {
            return tools.values().stream().filter(this::isEnabled).toList();
        }

        Optional<ServerTool> tool(String name) {
            return Optional.ofNullable(tools.get(name)).filter(this::isEnabled);
        }

        private boolean isEnabled(ServerTool tool) {
            return Collections.disjoint(tool.tags(), disabled);
        }
    }

    /** A template, ready to be compared with addresses. */
    record KnownTemplate(ServerResourceTemplate template, UriTemplate pattern) {}

    State now() {
        return state;
    }

    void add(ServerTool tool) {
        change(old -> new State(
                with(old.tools(), tool.definition().name(), tool, "tool"),
                old.resources(),
                old.templates(),
                old.prompts(),
                old.disabled()));
    }

    void add(ServerResource resource) {
        change(old -> new State(
                old.tools(),
                with(old.resources(), resource.definition().uri(), resource, "resource"),
                old.templates(),
                old.prompts(),
                old.disabled()));
    }

    void add(ServerResourceTemplate template) {
        String uriTemplate = template.definition().uriTemplate();
        KnownTemplate known = new KnownTemplate(template, UriTemplate.of(uriTemplate));
        change(old -> new State(
                old.tools(),
                old.resources(),
                with(old.templates(), uriTemplate, known, "resource template"),
                old.prompts(),
                old.disabled()));
    }

    void add(ServerPrompt prompt) {
        change(old -> new State(
                old.tools(),
                old.resources(),
                old.templates(),
                with(old.prompts(), prompt.definition().name(), prompt, "prompt"),
                old.disabled()));
    }

    boolean removeTool(String name) {
        return change(old -> !old.tools().containsKey(name)
                ? null
                : new State(
                        without(old.tools(), name), old.resources(), old.templates(), old.prompts(), old.disabled()));
    }

    boolean removeResource(String uri) {
        return change(
                old -> !old.resources().containsKey(uri) && !old.templates().containsKey(uri)
                        ? null
                        : new State(
                                old.tools(),
                                without(old.resources(), uri),
                                without(old.templates(), uri),
                                old.prompts(),
                                old.disabled()));
    }

    boolean removePrompt(String name) {
        return change(old -> !old.prompts().containsKey(name)
                ? null
                : new State(
                        old.tools(), old.resources(), old.templates(), without(old.prompts(), name), old.disabled()));
    }

    boolean disable(Set<String> tags, boolean wanted) {
        return change(old -> {
            Set<String> disabled = new TreeSet<>(old.disabled());
            boolean changed = wanted ? disabled.addAll(tags) : disabled.removeAll(tags);
            return changed
                    ? new State(
                            old.tools(),
                            old.resources(),
                            old.templates(),
                            old.prompts(),
                            Collections.unmodifiableSet(disabled))
                    : null;
        });
    }

    /** A change that may find nothing to do. */
    private interface Change {

        @Nullable
        State of(State old);
    }

    private boolean change(Change change) {
        changing.lock();
        try {
            State next = change.of(state);
            if (next != null) {
                state = next;
            }
            return next != null;
        } finally {
            changing.unlock();
        }
    }

    private static <T> Map<String, T> with(Map<String, T> old, String name, T added, String what) {
        if (old.containsKey(name)) {
            throw new IllegalArgumentException("the server has a " + what + " " + name
                    + " already: remove it first, or give the other another name");
        }
        Map<String, T> all = new LinkedHashMap<>(old);
        all.put(name, added);
        return Collections.unmodifiableMap(all);
    }

    private static <T> Map<String, T> without(Map<String, T> old, String name) {
        Map<String, T> rest = new LinkedHashMap<>(old);
        rest.remove(name);
        return Collections.unmodifiableMap(rest);
    }
}
