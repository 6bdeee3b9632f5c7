package dev.fastmcp.server;

import dev.fastmcp.api.model.Resource;
import java.net.URI;
import java.net.URISyntaxException;
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
}
