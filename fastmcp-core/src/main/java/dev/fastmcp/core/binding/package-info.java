/**
 * Interfaces whose methods are tools. Start with {@link dev.fastmcp.core.binding.ToolProxies}: it has each method read by {@code MethodReader}, which compares types with schemas by means of {@code
 * TypeCheck} and makes a {@code ToolCall} of it. The other way round, {@link dev.fastmcp.core.binding.ServedMethods} reads what a server offers out of an interface.
 */
@NullMarked
package dev.fastmcp.core.binding;

import org.jspecify.annotations.NullMarked;
