/** The {@code fastmcp} command. Start reading at {@link dev.fastmcp.cli.Main}. */
@NullMarked
package dev.fastmcp.cli;

import org.jspecify.annotations.NullMarked;
