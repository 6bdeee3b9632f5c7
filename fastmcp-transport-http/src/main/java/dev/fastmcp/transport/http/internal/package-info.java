/**
 * How the HTTP transports work. From below: {@link dev.fastmcp.transport.http.internal.ConnectionPool} sends a request and returns the head of its response;
 * {@link dev.fastmcp.transport.http.internal.HttpGate} decides about headers, redirects and credentials; the channels speak MCP.
 */
@NullMarked
package dev.fastmcp.transport.http.internal;

import org.jspecify.annotations.NullMarked;
