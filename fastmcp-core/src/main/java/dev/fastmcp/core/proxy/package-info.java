/** Servers that hand on to other servers what they are asked. */
@NullMarked
package dev.fastmcp.core.proxy;

import org.jspecify.annotations.NullMarked;
