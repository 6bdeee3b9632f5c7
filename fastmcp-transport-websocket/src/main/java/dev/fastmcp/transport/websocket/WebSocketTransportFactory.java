package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportFactory;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.transport.websocket.internal.Address;
import dev.fastmcp.transport.websocket.internal.UnverifiedTls;

/** Makes transports for addresses with the scheme {@code ws} or {@code wss}. */
public final class WebSocketTransportFactory implements TransportFactory {

    /** Creates the factory; called by {@link java.util.ServiceLoader}. */
    public WebSocketTransportFactory() {}

    @Override
    public String id() {
        return "websocket";
    }

    /** Says yes to an address by its scheme alone, in any case. */
    @Override
    public boolean accepts(TransportSource source) {
        return source instanceof TransportSource.Url url && Address.hasScheme(url.uri());
    }

    @Override
    public boolean supports(TransportOption option) {
        return switch (option) {
            case HEADERS, UNVERIFIED_TLS, AUTHENTICATION -> true;
        };
    }

    @Override
    public ClientTransport create(TransportSource source, TransportContext context) {
        if (source instanceof TransportSource.Url url) {
            WebSocketTransport.Builder builder =
                    WebSocketTransport.builder(url.uri()).headers(context.headers());
            context.authentication().ifPresent(builder::auth);
            boolean encrypted = "wss".equalsIgnoreCase(url.uri().getScheme());
            return encrypted && context.unverifiedTls()
                    ? builder.tls(UnverifiedTls.context()).build()
                    : builder.build();
        }
        throw new IllegalArgumentException("The transport websocket cannot be used with " + describe(source)
                + ": give an address such as wss://example.com/mcp");
    }

    /** The source itself may hold a secret. */
    private static String describe(TransportSource source) {
        return switch (source) {
            case TransportSource.Command command -> "a command";
            case TransportSource.Script script -> "the path of a file";
            case TransportSource.Other other -> "an object of " + other.value().getClass();
            default -> "this source";
        };
    }
}
