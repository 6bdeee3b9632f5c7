/**
 * Opening WebSocket connections and moving messages through them. {@link
 * dev.fastmcp.transport.websocket.internal.Connections} is the door; a newcomer reads {@code WebSocketChannel} next.
 *
 * <p>The library does what needs no thread: the opening handshake and the frames that are written. Its client is not
 * used, since it queues without bound what a server does not read, and buffers whatever size a server announces.
 */
@NullMarked
package dev.fastmcp.transport.websocket.internal;

import org.jspecify.annotations.NullMarked;
