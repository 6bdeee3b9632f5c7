/**
 * The protocol itself: negotiation, the two engines, and what happens to messages that the server sends by itself. Knows channels, not transports. Start
 * reading at {@link dev.fastmcp.core.protocol.Negotiator}.
 */
@NullMarked
package dev.fastmcp.core.protocol;

import org.jspecify.annotations.NullMarked;
