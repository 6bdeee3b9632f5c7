/** Who is asking: {@link dev.fastmcp.auth.Bearer} tokens, {@link dev.fastmcp.auth.OAuth} for people, and the credentials of machines. */
@NullMarked
package dev.fastmcp.auth;

import org.jspecify.annotations.NullMarked;
