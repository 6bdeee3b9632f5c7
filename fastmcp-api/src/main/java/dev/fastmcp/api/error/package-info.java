/**
 * Everything this library throws on its own account: one sealed family under {@link dev.fastmcp.api.error.McpException}, whose types differ by
 * what the caller does next.
 */
@NullMarked
package dev.fastmcp.api.error;

import org.jspecify.annotations.NullMarked;
