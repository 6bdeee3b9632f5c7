/** A person logs in: the browser, and the way back. */
@NullMarked
package dev.fastmcp.auth.internal.login;

import org.jspecify.annotations.NullMarked;
