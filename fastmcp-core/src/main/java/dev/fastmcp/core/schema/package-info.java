/**
 * Compares arguments and results of tools with their schemas. Start with {@link dev.fastmcp.core.schema.OutputCheck} for clients, {@link dev.fastmcp.core.schema.ValueCheck} for servers. The library that validates is optional, and only
 * {@code NetworkntCompiler} knows it.
 */
@NullMarked
package dev.fastmcp.core.schema;

import org.jspecify.annotations.NullMarked;
