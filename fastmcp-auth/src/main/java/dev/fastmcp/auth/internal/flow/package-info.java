/** What happens when: the reaction to refusals, and the grants. */
@NullMarked
package dev.fastmcp.auth.internal.flow;

import org.jspecify.annotations.NullMarked;
