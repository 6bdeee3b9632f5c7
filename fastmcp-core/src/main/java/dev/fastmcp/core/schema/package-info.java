/**
 * Compares results of tools with their output schemas. Start with {@link dev.fastmcp.core.schema.OutputCheck}. The library that validates is optional, and only
 * {@code NetworkntCompiler} knows it.
 */
@NullMarked
package dev.fastmcp.core.schema;

import org.jspecify.annotations.NullMarked;
