package dev.fastmcp.server;

import dev.fastmcp.api.model.Resource;
import dev.fastmcp.core.transform.Tags;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A resource of a server: what clients see of it, and how it is read. Immutable.
 *
 * @param definition what clients see
 * @param handler reads it
 */
public record ServerResource(Resource definition, ResourceHandler handler) {

    /**
     * Checks that everything is there.
     *
     * @param definition what clients see
     * @param handler reads it
     * @throws IllegalArgumentException if the address is no absolute URI
     */
    public ServerResource {
        requireAbsolute(Objects.requireNonNull(definition, "definition").uri());
        Objects.requireNonNull(handler, "handler");
    }

    private static void requireAbsolute(String uri) {
        try {
            if (new URI(Objects.requireNonNull(uri, "uri")).isAbsolute()) {
                return;
            }
        } catch (URISyntaxException e) {
            // Refused below.
        }
        throw new IllegalArgumentException("\"" + uri + "\" is no address of a resource: give one such as docs://readme"
                + (uri.contains("{") ? ", or make a ServerResourceTemplate of it" : ""));
    }

    /**
     * Makes a resource.
     *
     * @param uri its address, with a scheme
     * @param name what it is called
     * @param description what it holds
     * @param mimeType its kind, such as {@code text/plain}
     * @param handler reads it
     * @return the resource
     * @throws IllegalArgumentException if the address is no absolute URI
     */
    public static ServerResource of(
            String uri, String name, String description, String mimeType, ResourceHandler handler) {
        Resource plain = Resource.of(uri, name);
        return new ServerResource(
                new Resource(
                        uri,
                        name,
                        plain.title(),
                        Optional.of(Objects.requireNonNull(description, "description")),
                        Optional.of(Objects.requireNonNull(mimeType, "mimeType")),
                        plain.annotations(),
                        plain.size(),
                        plain.icons(),
                        plain.meta(),
                        plain.extra()),
                handler);
    }

    /**
     * Marks it, so that it can be switched on and off together with others. Clients see the tags in {@code _meta} of the definition, under {@code fastmcp}.
     *
     * @param names the tags, instead of those that the definition has
     * @return a copy that has them
     */
    public ServerResource withTags(String... names) {
        return new ServerResource(
                new Resource(
                        definition.uri(),
                        definition.name(),
                        definition.title(),
                        definition.description(),
                        definition.mimeType(),
                        definition.annotations(),
                        definition.size(),
                        definition.icons(),
                        Tags.with(definition.meta(), new TreeSet<>(Arrays.asList(names))),
                        definition.extra()),
                handler);
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
