package dev.fastmcp.server;

import dev.fastmcp.core.server.Announcement;
import dev.fastmcp.core.server.Announcement.ListChanged;
import dev.fastmcp.core.server.UriTemplate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** What a server consists of, and who hears of changes to it. Whoever reads sees one state. Thread-safe. */
final class Components {

    private final ReentrantLock changing = new ReentrantLock();
    private final List<Consumer<? super Announcement>> audience = new CopyOnWriteArrayList<>();
    private final List<Runnable> unmounting = new CopyOnWriteArrayList<>();
    private volatile State state = new State(
            Shelf.of("tool", ServerTool::tags),
            Shelf.of("resource", ServerResource::tags),
            Shelf.of("resource template", known -> known.template().tags()),
            Shelf.of("prompt", ServerPrompt::tags),
            Set.of(),
            List.of());

    /**
     * Everything at one moment, but for what is in mounted servers; unmodifiable.
     *
     * @param disabled tags of what clients must not know of
     */
    record State(
            Shelf<ServerTool> tools,
            Shelf<ServerResource> resources,
            Shelf<KnownTemplate> templates,
            Shelf<ServerPrompt> prompts,
            Set<String> disabled,
            List<Mount> mounts) {

        State with(ServerTool tool) {
            return new State(
                    tools.with(tool.definition().name(), tool), resources, templates, prompts, disabled, mounts);
        }

        State with(ServerResource resource) {
            return new State(
                    tools, resources.with(resource.definition().uri(), resource), templates, prompts, disabled, mounts);
        }

        State with(KnownTemplate known) {
            String uri = known.template().definition().uriTemplate();
            return new State(tools, resources, templates.with(uri, known), prompts, disabled, mounts);
        }

        State with(ServerPrompt prompt) {
            return new State(
                    tools,
                    resources,
                    templates,
                    prompts.with(prompt.definition().name(), prompt),
                    disabled,
                    mounts);
        }

        State withoutTool(String name) {
            return new State(tools.without(name), resources, templates, prompts, disabled, mounts);
        }

        State withoutResource(String uri) {
            return new State(tools, resources.without(uri), templates.without(uri), prompts, disabled, mounts);
        }

        State withoutPrompt(String name) {
            return new State(tools, resources, templates, prompts.without(name), disabled, mounts);
        }

        State with(Mount mount) {
            List<Mount> more = new ArrayList<>(mounts);
            more.add(mount);
            return new State(tools, resources, templates, prompts, disabled, List.copyOf(more));
        }

        State hiding(Set<String> tags) {
            return new State(
                    tools.hiding(tags),
                    resources.hiding(tags),
                    templates.hiding(tags),
                    prompts.hiding(tags),
                    tags,
                    mounts);
        }
    }

    /** A template, ready to be compared with addresses. */
    record KnownTemplate(ServerResourceTemplate template, UriTemplate pattern) {}

    State now() {
        return state;
    }

    /** Tells somebody what clients have to hear of, from now on. */
    void tell(Consumer<? super Announcement> listener) {
        audience.add(listener);
    }

    int listeners() {
        return audience.size();
    }

    /** Returns false if nothing was to be done. */
    boolean change(UnaryOperator<State> change) {
        State before;
        State after;
        changing.lock();
        try {
            before = state;
            after = change.apply(before);
            state = after;
        } finally {
            changing.unlock();
        }
        announce(before, after);
        return !before.equals(after);
    }

    /** Switches what has one of these tags. */
    void disable(Set<String> tags, boolean wanted) {
        change(old -> {
            Set<String> disabled = new TreeSet<>(old.disabled());
            boolean changed = wanted ? disabled.addAll(tags) : disabled.removeAll(tags);
            return changed ? old.hiding(Collections.unmodifiableSet(disabled)) : old;
        });
    }

    /** Clients ask again for what they hear of, so they hear of nothing that looks as before. */
    private void announce(State before, State after) {
        if (!Offer.TOOLS.looksAlike(before, after)) {
            announce(ListChanged.TOOLS);
        }
        if (!Offer.RESOURCES.looksAlike(before, after) || !Offer.TEMPLATES.looksAlike(before, after)) {
            announce(ListChanged.RESOURCES);
        }
        if (!Offer.PROMPTS.looksAlike(before, after)) {
            announce(ListChanged.PROMPTS);
        }
    }

    /** Has clients hear of something, also those of servers in which this one is mounted. */
    void announce(Announcement announcement) {
        audience.forEach(listener -> listener.accept(announcement));
    }

    /** From now on the components of another server are there, too, and what it tells its clients is told here. */
    void mount(Mount mount) {
        boolean again = state.mounts().stream().anyMatch(other -> other.other() == mount.other());
        Consumer<Announcement> relay = announcement -> {
            // Of a list that looks otherwise clients need to hear once, however often it is seen.
            if (!again || announcement instanceof Announcement.ResourceUpdated) {
                announce(mount.seen(announcement));
            }
        };
        List<Consumer<? super Announcement>> told = mount.other().components().audience;
        told.add(relay);
        unmounting.add(() -> told.remove(relay));
        change(old -> old.with(mount));
    }

    /** Hears no more of mounted servers. */
    void close() {
        unmounting.forEach(Runnable::run);
    }
}
