package dev.fastmcp.server;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;

/** Accepts a {@link FastMcpServer} as what a client connects to. Found through {@link java.util.ServiceLoader}. */
public final class FastMcpTransportFactory implements TransportFactory {

    /** Does nothing, as {@link java.util.ServiceLoader} wants it. */
    public FastMcpTransportFactory() {}

    @Override
    public String id() {
        return "in-process";
    }

    @Override
    public boolean accepts(TransportSource source) {
        return source instanceof TransportSource.Other(Object value) && value instanceof FastMcpServer;
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        if (source instanceof TransportSource.Other(Object value) && value instanceof FastMcpServer server) {
            return FastMcpTransport.of(server);
        }
        throw new IllegalArgumentException("this transport connects to a FastMcpServer only");
    }
}
