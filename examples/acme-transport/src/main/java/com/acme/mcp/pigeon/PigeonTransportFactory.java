package com.acme.mcp.pigeon;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import java.net.URI;

/** Makes transports for {@code pigeon://host:port}. */
public final class PigeonTransportFactory implements TransportFactory {

    /** For {@link java.util.ServiceLoader}, and for programs that give the factory to a client by hand. */
    public PigeonTransportFactory() {}

    @Override
    public String id() {
        return "pigeon";
    }

    @Override
    public boolean accepts(TransportSource source) {
        return source instanceof TransportSource.Url url
                && "pigeon".equalsIgnoreCase(url.uri().getScheme());
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        if (source instanceof TransportSource.Url(URI uri) && uri.getHost() != null && uri.getPort() > 0) {
            return new PigeonTransport(uri.getHost(), uri.getPort());
        }
        throw new IllegalArgumentException("A pigeon does not find its way: give pigeon://host:port");
    }
}
