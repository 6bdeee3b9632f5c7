package dev.fastmcp.server;

import dev.fastmcp.api.model.Resource;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * @throws IllegalArgumentException if the address is no URI with a scheme
     */
    public ServerResource {
        Objects.requireNonNull(definition, "definition");
        Objects.requireNonNull(handler, "handler");
        requireAddress(definition.uri());
    }

    private static void requireAddress(String uri) {
        try {
            if (new URI(uri).isAbsolute()) {
                return;
            }
        } catch (URISyntaxException e) {
            throw refused(uri, e);
        }
        throw refused(uri, null);
    }

    private static IllegalArgumentException refused(String uri, @Nullable URISyntaxException cause) {
        return new IllegalArgumentException(
                "\"" + uri + "\" is no address of a resource: give a URI with a scheme, such as docs://readme", cause);
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
     * @throws IllegalArgumentException if the address is no URI with a scheme
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
