package dev.fastmcp.transport.http;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;

/** Makes {@link SseTransport}s, under the id {@code sse}. */
public final class SseTransportFactory implements TransportFactory {

    /** Creates the factory; called by {@link java.util.ServiceLoader}. */
    public SseTransportFactory() {}

    @Override
    public String id() {
        return "sse";
    }

    /** Says yes to http and https addresses whose path has the segment {@code sse}, such as {@code /sse} and {@code /api/sse/stream}. */
    @Override
    public boolean accepts(TransportSource source) {
        return Options.web(source)
                .filter(address -> Addresses.looksLikeSse(address))
                .isPresent();
    }

    @Override
    public boolean supports(TransportOption option) {
        return Options.SUPPORTED.contains(option);
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        return Options.applied(SseTransport.builder(Options.address(id(), source)), source, context)
                .build();
    }
}
