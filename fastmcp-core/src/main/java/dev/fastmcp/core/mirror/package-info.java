/** Arguments of tools that are repeated in headers of HTTP (specification 2026-07-28, "x-mcp-header"): what both sides must understand in the same way. */
@NullMarked
package dev.fastmcp.core.mirror;

import org.jspecify.annotations.NullMarked;
