/** Configuration of servers: the {@code mcpServers} files that clients share, as immutable values, as files, and as found on this machine. */
@NullMarked
package dev.fastmcp.api.config;

import org.jspecify.annotations.NullMarked;
