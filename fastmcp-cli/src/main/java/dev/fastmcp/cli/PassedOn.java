package dev.fastmcp.cli;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.server.FastMcpServer;
import java.util.List;
import java.util.Optional;
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

    private static final List<String> FOR_ONE =
            List.of("--era", "--header", "--auth", "--transport", "--insecure", "--timeout");

    static PassedOn of(Invocation invocation, @Nullable String positional) {
        String option = invocation.value("--server");
        Optional<McpConfig> several = Optional.ofNullable(option == null ? positional : option)
                .filter(word -> invocation.serverCommand().isEmpty())
                .flatMap(ConfiguredServers::several);
        return several.isPresent() && (option == null || positional == null)
                ? all(invocation, several.get())
                : one(ServerOptions.patient(invocation, positional));
    }

    private static PassedOn one(ServerOptions options) {
        Client<?> client = options.client();
        return new PassedOn(FastMcpServer.proxy(client), Optional.of(options), Optional.of(client));
    }

    private static PassedOn all(Invocation invocation, McpConfig config) {
        FOR_ONE.stream().filter(invocation::has).findFirst().ifPresent(option -> {
            throw new UsageException(option + " is for one server, and this configuration has several: write in it how"
                    + " each is reached, or name one of them as FILE:NAME");
        });
        return new PassedOn(FastMcpServer.proxy(Logins.withStored(config)), Optional.empty(), Optional.empty());
    }

    /** Ends what clients wait for, and then the connections to the servers. */
    @Override
    public void close() {
        server.close();
        client.ifPresent(Client::close);
    }
}
