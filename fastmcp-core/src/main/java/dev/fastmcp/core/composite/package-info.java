/** Several servers that look like one. */
@NullMarked
package dev.fastmcp.core.composite;

import org.jspecify.annotations.NullMarked;
