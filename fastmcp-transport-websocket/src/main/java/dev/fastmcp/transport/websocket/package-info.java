/**
 * Servers that are reached over WebSocket (RFC 6455).
 *
 * <p>No version of MCP defines a WebSocket transport, so client and server must agree on one. What is spoken here is
 * what most implementations do: one JSON-RPC message for each text frame, the subprotocol {@code mcp}, headers and
 * credentials on the opening handshake only, cancellation by {@code notifications/cancelled}. {@link
 * dev.fastmcp.transport.websocket.WebSocketTransport} is where to start.
 */
@NullMarked
package dev.fastmcp.transport.websocket;

import org.jspecify.annotations.NullMarked;
