package dev.fastmcp.server;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportSource;
import java.util.function.Supplier;

/** Leads from each entry of a configuration to something in this process, whatever address it has. */
record EntriesLeadTo(Supplier<? extends ClientTransport> target) implements TransportFactory {

    EntriesLeadTo(FastMcpServer server) {
        this(() -> FastMcpTransport.of(server));
    }

    @Override
    public String id() {
        return "own";
    }

    @Override
    public int priority() {
        return 1;
    }

    @Override
    public boolean accepts(TransportSource source) {
        return source instanceof TransportSource.Server;
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        return target.get();
    }
}
