package dev.fastmcp.server;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.transport.Plugins;

/** Accepts several servers as what a client connects to. Found through {@link java.util.ServiceLoader}. */
public final class McpConfigTransportFactory implements TransportFactory {

    /** Does nothing, as {@link java.util.ServiceLoader} wants it. */
    public McpConfigTransportFactory() {}

    @Override
    public String id() {
        return "config";
    }

    @Override
    public boolean accepts(TransportSource source) {
        return source instanceof TransportSource.Config;
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        if (source instanceof TransportSource.Config several) {
            McpConfigTransport.Builder builder =
                    McpConfigTransport.builder(several.config()).limits(context.limits());
            if (context instanceof Plugins.Context known) {
                builder.plugins(known.plugins()).era(known.era()).connectTimeout(known.connectTimeout());
            }
            return builder.build();
        }
        throw new IllegalArgumentException("this transport connects to the servers of a configuration only");
    }
}
