/** Which name was meant, for messages. */
@NullMarked
package dev.fastmcp.core.spelling;

import org.jspecify.annotations.NullMarked;
