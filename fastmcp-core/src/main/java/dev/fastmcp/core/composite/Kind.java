package dev.fastmcp.core.composite;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.model.Prompt;
import dev.fastmcp.api.model.Resource;
import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.api.model.ServerCapabilities;
import dev.fastmcp.api.model.Tool;
import dev.fastmcp.core.transform.ToolTransforms;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A kind of components.
 *
 * @param what in messages
 * @param offered whether a server has any
 * @param list asks a server for all of them
 * @param transformed applies what the server's entry says
 * @param name by which they are told apart
 * @param renamed the same component for clients of several servers
 */
record Kind<T>(
        String what,
        Predicate<ServerCapabilities> offered,
        Lister<T> list,
        Transformer<T> transformed,
        Function<T, String> name,
        Renamer<T> renamed) {

    static final Kind<Tool> TOOLS = new Kind<>(
            "tool",
            server -> server.tools().isPresent(),
            ClientSession::listTools,
            ToolTransforms::shown,
            Tool::name,
            Renamed::tool);

    static final Kind<Prompt> PROMPTS = new Kind<>(
            "prompt",
            server -> server.prompts().isPresent(),
            ClientSession::listPrompts,
            (transforms, prompts) -> prompts.stream()
                    .filter(prompt -> transforms.shows(prompt.meta()))
                    .toList(),
            Prompt::name,
            Renamed::prompt);

    static final Kind<Resource> RESOURCES = new Kind<>(
            "resource",
            server -> server.resources().isPresent(),
            ClientSession::listResources,
            (transforms, resources) -> resources.stream()
                    .filter(resource -> transforms.shows(resource.meta()))
                    .toList(),
            Resource::uri,
            Renamed::resource);

    static final Kind<ResourceTemplate> TEMPLATES = new Kind<>(
            "resource template",
            server -> server.resources().isPresent(),
            ClientSession::listResourceTemplates,
            (transforms, templates) -> templates.stream()
                    .filter(template -> transforms.shows(template.meta()))
                    .toList(),
            ResourceTemplate::uriTemplate,
            Renamed::template);

    /** What clients see of all components of a server, and by which names. */
    KnownNames.Listed<T> listed(Member member, ComponentNames names, List<T> originals) {
        List<T> visible = transformed.of(member.transforms(), originals).stream()
                .map(component -> renamed.of(component, names, member.name()))
                .toList();
        Set<String> shown = visible.stream().map(name).collect(Collectors.toUnmodifiableSet());
        Set<String> hidden = originals.stream()
                .map(component -> name.apply(renamed.of(component, names, member.name())))
                .filter(each -> !shown.contains(each))
                .collect(Collectors.toUnmodifiableSet());
        return new KnownNames.Listed<>(visible, new KnownNames.Names(shown, hidden));
    }

    /** Asks for a list. */
    interface Lister<T> {
        List<T> of(ClientSession session, CallOptions options);
    }

    /** Changes a list. */
    interface Transformer<T> {
        List<T> of(ToolTransforms transforms, List<T> originals);
    }

    /** Gives a component another name. */
    interface Renamer<T> {
        T of(T component, ComponentNames names, String server);
    }
}
