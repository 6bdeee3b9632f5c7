/**
 * What the protocol's messages carry, as records: one lenient set for all released versions of the schema. Members that
 * a version lacks are empty, members that this library does not know are kept in {@code extra}, and variants that it
 * does not know have records of their own, so that nothing is lost between reading and writing. Small things to
 * construct have factories named {@code of}.
 *
 * <p>No JSON is read or written here; {@link dev.fastmcp.api.json.JsonCodec} does that. Start with {@link
 * dev.fastmcp.api.model.CallToolResult}.
 */
@NullMarked
package dev.fastmcp.api.model;

import org.jspecify.annotations.NullMarked;
