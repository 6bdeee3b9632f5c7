package dev.fastmcp.transport.http;

import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.transport.http.internal.Origin;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Carries over to a builder what a client was told before its transport was known. */
final class Options {

    static final Set<TransportOption> SUPPORTED =
            Set.of(TransportOption.HEADERS, TransportOption.UNVERIFIED_TLS, TransportOption.AUTHENTICATION);

    private Options() {}

    static URI address(String id, TransportSource source) {
        if (source instanceof TransportSource.Url url) {
            return url.uri();
        }
        if (source instanceof TransportSource.Server server && server.config() instanceof RemoteServer remote) {
            return Addresses.parsed(remote.url());
        }
        throw new IllegalArgumentException("The transport " + id + " cannot be used with a "
                + source.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                + ": give an address that begins with http:// or https://");
    }

    /** Tells whether the source is a web address, or the entry of one, and which. */
    static Optional<URI> web(TransportSource source) {
        return switch (source) {
            case TransportSource.Url url -> Optional.of(url.uri()).filter(Origin::isWeb);
            case TransportSource.Server server
            when server.config() instanceof RemoteServer remote ->
                uri(remote.url()).filter(Origin::isWeb);
            default -> Optional.empty();
        };
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static <B extends HttpBuilder<B>> B applied(B builder, TransportSource source, TransportContext context) {
        if (source instanceof TransportSource.Server server && server.config() instanceof RemoteServer remote) {
            configure(builder, remote);
        }
        B applied = builder.headers(context.headers());
        context.authentication().ifPresent(applied::auth);
        return context.unverifiedTls() ? applied.tls(Tls.unverified()) : applied;
    }

    private static void configure(HttpBuilder<?> builder, RemoteServer remote) {
        builder.headers(RequestHeaders.of(remote.headers()));
        remote.readTimeout().ifPresent(builder::idleTimeout);
        if (remote.unverifiedTls()) {
            builder.tls(Tls.unverified());
            return;
        }
        remote.trustedCertificates().ifPresent(pem -> {
            try {
                builder.tls(Tls.trusting(Path.of(pem)));
            } catch (IOException e) {
                throw new IllegalArgumentException(
                        "tls.ca: the file " + pem + " cannot be read: give a PEM file with certificates", e);
            }
        });
    }
}
