package dev.fastmcp.transport.http;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;

/** Makes {@link StreamableHttpTransport}s, under the id {@code streamable-http}. */
public final class StreamableHttpTransportFactory implements TransportFactory {

    /** Creates the factory; called by {@link java.util.ServiceLoader}. */
    public StreamableHttpTransportFactory() {}

    @Override
    public String id() {
        return "streamable-http";
    }

    /** Says yes to http and https addresses, unless their path has the segment {@code sse}. */
    @Override
    public boolean accepts(TransportSource source) {
        return Options.web(source)
                .filter(address -> !Addresses.looksLikeSse(address))
                .isPresent();
    }

    @Override
    public boolean supports(TransportOption option) {
        return Options.SUPPORTED.contains(option);
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        return Options.applied(StreamableHttpTransport.builder(Options.address(id(), source)), source, context)
                .build();
    }
}
