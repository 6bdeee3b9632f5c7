/** What numbers of JSON are. */
@NullMarked
package dev.fastmcp.core.numbers;

import org.jspecify.annotations.NullMarked;
