package dev.fastmcp.server;

import dev.fastmcp.api.model.Resource;
import java.util.Objects;
import java.util.Optional;

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
     */
    public ServerResource {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(handler, "handler");
    }

    /**
     * Makes a resource.
     *
     * @param uri its address
     * @param name what it is called
     * @param description what it holds
     * @param mimeType its kind, such as {@code text/plain}
     * @param handler reads it
     * @return the resource
     */
    public static ServerResource of(
            String uri, String name, String description, String mimeType, ResourceHandler handler) {
        Resource plain = Resource.of(uri, name);
        return new ServerResource(
                new Resource(
                        uri,
                        name,
                        plain.title(),
                        Optional.of(description),
                        Optional.of(mimeType),
                        plain.annotations(),
                        plain.size(),
                        plain.icons(),
                        plain.meta(),
                        plain.extra()),
                handler);
    }
}
