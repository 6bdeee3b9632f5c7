package dev.fastmcp.server;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.core.composite.Renamed;
import dev.fastmcp.core.transform.Tags;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of components as clients see them: those of a server itself, and those of the servers that are mounted in it, in this order. Of several with the same name only the first is seen.
 *
 * @param shelf where a server has its own
 * @param definition what clients see of one
 * @param name by which they are told apart
 * @param renamed for clients of a server in which its own is mounted
 * @param original undoes that
 * @param <T> a component
 * @param <D> what clients see of it
 */
record Offer<T, D>(
        Function<Components.State, Shelf<T>> shelf,
        Function<T, D> definition,
        Function<D, String> name,
        Function<D, Map<String, Object>> meta,
        Renamer<D> renamed,
        Original original) {

    static final Offer<ServerTool, Tool> TOOLS = new Offer<>(
            Components.State::tools,
            ServerTool::definition,
            Tool::name,
            Tool::meta,
            Renamed::tool,
            ComponentNames::originalName);

    static final Offer<ServerResource, Resource> RESOURCES = new Offer<>(
            Components.State::resources,
            ServerResource::definition,
            Resource::uri,
            Resource::meta,
            Renamed::resource,
            ComponentNames::originalUri);

    static final Offer<Components.KnownTemplate, ResourceTemplate> TEMPLATES = new Offer<>(
            Components.State::templates,
            known -> known.template().definition(),
            ResourceTemplate::uriTemplate,
            ResourceTemplate::meta,
            Renamed::template,
            ComponentNames::originalUri);

    static final Offer<ServerPrompt, Prompt> PROMPTS = new Offer<>(
            Components.State::prompts,
            ServerPrompt::definition,
            Prompt::name,
            Prompt::meta,
            Renamed::prompt,
            ComponentNames::originalName);

    /** All that clients see. */
    List<D> list(Components.State now) {
        List<D> own = shelf.apply(now).components().stream().map(definition).toList();
        if (now.mounts().isEmpty()) {
            return own;
        }
        Map<String, D> all = new LinkedHashMap<>();
        own.forEach(component -> all.put(name.apply(component), component));
        for (Mount mount : now.mounts()) {
            list(mount.now()).stream()
                    .filter(component -> isShown(component, now))
                    .map(component -> renamed.of(component, mount.names(), mount.prefix()))
                    .forEach(component -> all.putIfAbsent(name.apply(component), component));
        }
        return List.copyOf(all.values());
    }

    /** The component that clients of a server know by a name. */
    Optional<Found<T>> find(Answers server, String shown) {
        return first(server, shown, Shelf::find);
    }

    /** The first component that fits, of a server itself or of one that is mounted in it, and by which name it was sought there. */
    Optional<Found<T>> first(Answers server, String shown, Search<T> search) {
        Components.State now = server.components().now();
        Optional<T> own = search.on(shelf.apply(now), shown);
        if (own.isPresent()) {
            return Optional.of(Found.of(own.get(), shown, server));
        }
        for (Mount mount : now.mounts()) {
            Optional<Found<T>> found = original.of(mount.names(), mount.prefix(), shown)
                    .flatMap(sought -> first(mount.other(), sought, search))
                    .filter(component -> isShown(definition.apply(component.component()), now));
            if (found.isPresent()) {
                return Optional.of(found.get().through(mount, server));
            }
        }
        return Optional.empty();
    }

    /** Tags count in all servers on the way. */
    private boolean isShown(D component, Components.State now) {
        return Collections.disjoint(Tags.of(meta.apply(component)), now.disabled());
    }

    /** Whether clients see the same. */
    boolean looksAlike(Components.State before, Components.State after) {
        return before.mounts().isEmpty() && after.mounts().isEmpty()
                ? shelf.apply(before).looksLike(shelf.apply(after))
                : list(before).equals(list(after));
    }

    /** Looks for a component of one server. */
    interface Search<T> {
        Optional<T> on(Shelf<T> shelf, String sought);
    }

    /** Gives a component another name. */
    interface Renamer<D> {
        D of(D component, ComponentNames names, String prefix);
    }

    /** Finds out what a component was called before; empty if it cannot be one of that server. */
    interface Original {
        Optional<String> of(ComponentNames names, String prefix, String shown);
    }
}
