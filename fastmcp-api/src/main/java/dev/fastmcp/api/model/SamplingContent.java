package dev.fastmcp.api.model;

/** A piece of a conversation with a model (schema "SamplingMessageContentBlock"). */
public sealed interface SamplingContent
        permits TextContent, ImageContent, AudioContent, ToolUseContent, ToolResultContent, UnknownContent {}
