package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.server.FastMcpServer;
import dev.fastmcp.server.ProxyBuilder;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A server that passes on what others offer: one, reached as the command line says, or all of a configuration.
 *
 * @param server answers for them
 * @param options how the one is reached; empty if there are several
 * @param client connects to what is passed on
 */
record PassedOn(FastMcpServer server, Optional<ServerOptions> options, Client<?> client) implements AutoCloseable {

    /** For the one who runs the command: clients are told why a server cannot be asked. */
    static PassedOn locally(Invocation invocation, @Nullable String positional) {
        return of(invocation, positional, FastMcpServer::proxyBuilder);
    }

    /** For others, who are not to see commands and addresses of servers. */
    static PassedOn toOthers(Invocation invocation, @Nullable String positional) {
        return of(
                invocation,
                positional,
                source -> FastMcpServer.proxyBuilder(source).hideErrors());
    }

    private static PassedOn of(
            Invocation invocation, @Nullable String positional, Function<Object, ProxyBuilder> proxies) {
        ServerOptions options = ServerOptions.patient(invocation, positional);
        boolean several = options.source() instanceof McpConfig config
                && config.enabledServers().size() > 1;
        if (several && invocation.has("--timeout")) {
            throw new UsageException("--timeout is for one server, and this configuration has several: write it there");
        }
        Client<?> client = options.client();
        return new PassedOn(proxies.apply(client).build(), several ? Optional.empty() : Optional.of(options), client);
    }

    /** Ends what clients wait for, and then the connections to the servers. */
    @Override
    public void close() {
        server.close();
        client.close();
    }
}
