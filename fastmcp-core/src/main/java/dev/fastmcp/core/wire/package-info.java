/**
 * Protocol records and free-form JSON, from UTF-8 and back, on Jackson's streaming parser: no reflection, no tree in
 * between, and what is not used is not loaded. {@link dev.fastmcp.core.wire.WireCodec} is the door. The
 * {@code …Tables} hold one entry for each record of {@link dev.fastmcp.api.model}; a new record is an entry there and a
 * line in {@code WireTypes}.
 *
 * <p>Reading is lenient: what a record does not know, or knows with another type, goes to its {@code extra}; only a
 * required member that is missing or mistyped is an error.
 */
@NullMarked
package dev.fastmcp.core.wire;

import org.jspecify.annotations.NullMarked;
