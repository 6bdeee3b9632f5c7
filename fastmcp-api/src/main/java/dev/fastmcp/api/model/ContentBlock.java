package dev.fastmcp.api.model;

/**
 * A piece of what a tool returns or a prompt says (schema "ContentBlock"). What a model exchanges with a client is
 * {@link SamplingContent}.
 */
public sealed interface ContentBlock
        permits TextContent, ImageContent, AudioContent, EmbeddedResource, ResourceLink, UnknownContent {}
