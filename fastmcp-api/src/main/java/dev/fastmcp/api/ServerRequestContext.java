package dev.fastmcp.api;

import java.util.Optional;

/**
 * Where a request of the server comes from.
 *
 * @param server which server asks; empty if it asks before it has described itself
 * @param method the request of ours that the server needs it for, such as {@code tools/call}; known in the modern era, where servers ask for nothing else, and for pages that must be visited before a request (error -32042)
 */
public record ServerRequestContext(Optional<ServerDescription> server, Optional<String> method) {}
