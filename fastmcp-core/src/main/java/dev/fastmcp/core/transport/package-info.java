/** Finds the transport for what a user passed: {@link dev.fastmcp.core.transport.TransportRegistry}. */
@NullMarked
package dev.fastmcp.core.transport;

import org.jspecify.annotations.NullMarked;
