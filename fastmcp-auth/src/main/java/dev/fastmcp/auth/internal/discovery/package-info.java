/** Who issues tokens for a server, and where. */
@NullMarked
package dev.fastmcp.auth.internal.discovery;

import org.jspecify.annotations.NullMarked;
