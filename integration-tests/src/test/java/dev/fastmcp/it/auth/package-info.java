/**
 * Authorization against real peers: an authorization server, an MCP server that it protects, and a browser with nobody in front of
 * it. {@link dev.fastmcp.it.auth.AuthorizationFixtureIT} shows how they are used.
 */
@NullMarked
package dev.fastmcp.it.auth;

import org.jspecify.annotations.NullMarked;
