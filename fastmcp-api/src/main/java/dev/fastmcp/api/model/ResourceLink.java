package dev.fastmcp.api.model;

/**
 * A resource that the server can be asked to read (schema "ResourceLink", since MCP 2025-06-18). It need not show up in
 * {@code resources/list}.
 *
 * @param resource what the link leads to; on the wire its members are those of the link
 */
public record ResourceLink(Resource resource) implements ContentBlock {

    /**
     * Returns the address to read.
     *
     * @return the URI of the resource
     */
    public String uri() {
        return resource.uri();
    }

    /**
     * Returns the name of what the link leads to.
     *
     * @return the name of the resource
     */
    public String name() {
        return resource.name();
    }
}
