/** Bytes to messages and values, and back: the only place where JSON is parsed. */
@NullMarked
package dev.fastmcp.core.json;

import org.jspecify.annotations.NullMarked;
