/** Getting tokens, registering, and proving who the client is. */
@NullMarked
package dev.fastmcp.auth.internal.token;

import org.jspecify.annotations.NullMarked;
