/** Answers that are still good, so that the server need not be asked. Begin with {@link dev.fastmcp.core.cache.ResponseCache}; nothing here is loaded unless a client caches. */
@NullMarked
package dev.fastmcp.core.cache;

import org.jspecify.annotations.NullMarked;
