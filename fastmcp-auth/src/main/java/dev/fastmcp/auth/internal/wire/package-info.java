/** Requests to servers of the OAuth family, and what they say. */
@NullMarked
package dev.fastmcp.auth.internal.wire;

import org.jspecify.annotations.NullMarked;
