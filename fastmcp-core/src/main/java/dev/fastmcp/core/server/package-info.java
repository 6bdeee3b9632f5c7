/** A server's side of the protocol, in both eras: what comes before and after the tools, resources and prompts of a server. Knows the API only. */
@NullMarked
package dev.fastmcp.core.server;

import org.jspecify.annotations.NullMarked;
