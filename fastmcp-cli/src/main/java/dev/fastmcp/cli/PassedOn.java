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
 * @param client connects to the one; empty if there are several
 */
record PassedOn(FastMcpServer server, Optional<ServerOptions> options, Optional<Client<?>> client)
        implements AutoCloseable {

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
        String option = invocation.value("--server");
        Optional<McpConfig> several = Optional.ofNullable(option == null ? positional : option)
                .filter(word -> invocation.serverCommand().isEmpty())
                .flatMap(ConfiguredServers::several);
        return several.isPresent() && (option == null || positional == null)
                ? all(invocation, several.get(), proxies)
                : one(ServerOptions.patient(invocation, positional), proxies);
    }

    private static PassedOn one(ServerOptions options, Function<Object, ProxyBuilder> proxies) {
        Client<?> client = options.client();
        return new PassedOn(proxies.apply(client).build(), Optional.of(options), Optional.of(client));
    }

    private static PassedOn all(Invocation invocation, McpConfig config, Function<Object, ProxyBuilder> proxies) {
        ServerOptions.refuseWhatIsForOne(invocation);
        if (invocation.has("--timeout")) {
            throw new UsageException("--timeout is for one server, and this configuration has several: write it there");
        }
        return new PassedOn(proxies.apply(Logins.withStored(config)).build(), Optional.empty(), Optional.empty());
    }

    /** Ends what clients wait for, and then the connections to the servers. */
    @Override
    public void close() {
        server.close();
        client.ifPresent(Client::close);
    }
}
