package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.transport.websocket.internal.Address;

/** Makes transports for addresses with the scheme {@code ws} or {@code wss}. */
public final class WebSocketTransportFactory implements TransportFactory {

    /** Creates the factory; called by {@link java.util.ServiceLoader}. */
    public WebSocketTransportFactory() {}

    @Override
    public String id() {
        return "websocket";
    }

    /** Says yes to an address, and to the entry of a configuration, by the scheme alone, in any case. */
    @Override
    public boolean accepts(TransportSource source) {
        return switch (source) {
            case TransportSource.Url url -> Address.hasScheme(url.uri());
            case TransportSource.Server server
            when server.config() instanceof RemoteServer remote -> remote.url().matches("(?is)wss?:.*");
            default -> false;
        };
    }

    @Override
    public boolean supports(TransportOption option) {
        return switch (option) {
            case HEADERS, UNVERIFIED_TLS, AUTHENTICATION -> true;
        };
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        WebSocketTransport.Builder builder = switch (source) {
            case TransportSource.Url url -> WebSocketTransport.builder(url.uri());
            case TransportSource.Server server
            when server.config() instanceof RemoteServer remote -> EntryOptions.builder(remote);
            default ->
                throw new IllegalArgumentException("The transport websocket cannot be used with " + describe(source)
                        + ": give an address such as wss://example.com/mcp");
        };
        builder.headers(context.headers());
        context.authentication().ifPresent(builder::auth);
        return context.unverifiedTls() ? builder.unverifiedTls().build() : builder.build();
    }

    /** The source itself may hold a secret. */
    private static String describe(TransportSource source) {
        return switch (source) {
            case TransportSource.Command command -> "a command";
            case TransportSource.Script script -> "the path of a file";
            case TransportSource.Server server -> "the entry of a command";
            case TransportSource.Other other -> "an object of " + other.value().getClass();
            default -> "this source";
        };
    }
}
