/** Small questions that several modules of FastMCP have to answer in the same way. Exported to those alone: it is no part of the API, and changes without notice. */
@NullMarked
package dev.fastmcp.api.shared;

import org.jspecify.annotations.NullMarked;
