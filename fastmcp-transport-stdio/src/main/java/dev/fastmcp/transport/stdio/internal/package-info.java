/**
 * Starting, supervising and ending server processes, and moving messages through their pipes. {@link
 * dev.fastmcp.transport.stdio.internal.StdioServers} is the door; a newcomer reads {@code StdioChannel} next.
 */
@NullMarked
package dev.fastmcp.transport.stdio.internal;

import org.jspecify.annotations.NullMarked;
