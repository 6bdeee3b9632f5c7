package dev.fastmcp.api.model;

/**
 * A server's question to the user, the parameters of {@code elicitation/create} (schema "ElicitRequest", since MCP
 * 2025-06-18). Show which server asks.
 */
public sealed interface ElicitRequest permits FormElicitation, UrlElicitation, UnknownElicitation {}
