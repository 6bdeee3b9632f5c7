package dev.fastmcp.api.model;

/** What a resource, or a part of one, holds (schema "ResourceContents"). */
public sealed interface ResourceContents permits TextResourceContents, BlobResourceContents, UnknownResourceContents {

    /**
     * Returns the address of the resource or the part.
     *
     * @return the URI; it may differ from the one that was read
     */
    String uri();
}
