/**
 * The client: start with {@link dev.fastmcp.api.Client}.
 *
 * <p>{@code Client.of(...)} describes what to connect to, {@code connect()} lends a {@link dev.fastmcp.api.ClientSession}, and its methods are the
 * operations of the protocol. All of them block; call them from virtual threads, or use {@link dev.fastmcp.api.ClientSession#async()}.
 */
@NullMarked
package dev.fastmcp.api;

import org.jspecify.annotations.NullMarked;
