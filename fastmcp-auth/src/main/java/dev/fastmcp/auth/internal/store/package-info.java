/** What is kept from one process to the next. */
@NullMarked
package dev.fastmcp.auth.internal.store;

import org.jspecify.annotations.NullMarked;
