/**
 * What a transport plug-in implements and what it is given.
 *
 * <p>To write a transport: describe it in a {@link dev.fastmcp.api.spi.ClientTransport}, whose {@code open} returns a {@link
 * dev.fastmcp.api.spi.Channel}; if all messages share one connection, extend {@link dev.fastmcp.api.spi.MultiplexedChannel} and supply only
 * writing and reading of whole messages. Then offer a {@link dev.fastmcp.api.spi.TransportFactory} as a service, in {@code module-info.java} and
 * in {@code META-INF/services}. Test it with {@code TransportContractTest} of {@code fastmcp-testkit}.
 */
@NullMarked
package dev.fastmcp.api.spi;

import org.jspecify.annotations.NullMarked;
