package dev.fastmcp.server;

import dev.fastmcp.api.model.ResourceTemplate;
import dev.fastmcp.core.server.UriTemplate;
import dev.fastmcp.core.transform.Tags;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Many resources of a server whose addresses are alike. Immutable.
 *
 * <p>In the template {@code {name}} stands for a part of a path, {@code {+name}} or {@code {name*}} for several parts, and {@code {?a,b}} at the end for parameters of a query, which may be missing.
 *
 * @param definition what clients see
 * @param handler reads one of them
 * @param completion proposes values for variables; empty if nothing is proposed
 */
public record ServerResourceTemplate(
        ResourceTemplate definition, ResourceHandler handler, Optional<CompletionHandler> completion) {

    /**
     * Checks that everything is there.
     *
     * @param definition what clients see
     * @param handler reads one of them
     * @param completion proposes values for variables
     * @throws IllegalArgumentException if the template has other expressions than those above, a variable twice, or none
     */
    public ServerResourceTemplate {
        Objects.requireNonNull(handler, "handler");
        Objects.requireNonNull(completion, "completion");
        UriTemplate.of(Objects.requireNonNull(definition, "definition").uriTemplate());
    }

    /**
     * Makes a template.
     *
     * @param uriTemplate its addresses
     * @param name what it is called
     * @param description what the resources hold
     * @param mimeType their kind, such as {@code text/plain}
     * @param handler reads one of them
     * @return the template
     * @throws IllegalArgumentException if the template has other expressions than those above, a variable twice, or none
     */
    public static ServerResourceTemplate of(
            String uriTemplate, String name, String description, String mimeType, ResourceHandler handler) {
        ResourceTemplate plain = ResourceTemplate.of(uriTemplate, name);
        return new ServerResourceTemplate(
                new ResourceTemplate(
                        uriTemplate,
                        name,
                        plain.title(),
                        Optional.of(Objects.requireNonNull(description, "description")),
                        Optional.of(Objects.requireNonNull(mimeType, "mimeType")),
                        plain.annotations(),
                        plain.icons(),
                        plain.meta(),
                        plain.extra()),
                handler,
                Optional.empty());
    }

    /**
     * Adds proposals.
     *
     * @param handler proposes values for variables
     * @return a copy that proposes them
     */
    public ServerResourceTemplate withCompletion(CompletionHandler handler) {
        return new ServerResourceTemplate(
                definition, this.handler, Optional.of(Objects.requireNonNull(handler, "handler")));
    }

    /**
     * Marks it, so that it can be switched on and off together with others. Clients see the tags in {@code _meta} of the definition, under {@code fastmcp}.
     *
     * @param names the tags, instead of those that the definition has
     * @return a copy that has them
     */
    public ServerResourceTemplate withTags(String... names) {
        return new ServerResourceTemplate(
                new ResourceTemplate(
                        definition.uriTemplate(),
                        definition.name(),
                        definition.title(),
                        definition.description(),
                        definition.mimeType(),
                        definition.annotations(),
                        definition.icons(),
                        Tags.with(definition.meta(), new TreeSet<>(Arrays.asList(names))),
                        definition.extra()),
                handler,
                completion);
    }

    /**
     * Returns what it is marked with: the tags in {@code _meta} of the definition.
     *
     * @return the tags, see {@link FastMcpServer#disable(String...)}
     */
    public Set<String> tags() {
        return Tags.of(definition.meta());
    }
}
