package dev.fastmcp.transport.http;

import dev.fastmcp.api.spi.TransportContext;
import dev.fastmcp.api.spi.TransportOption;
import dev.fastmcp.api.spi.TransportSource;
import java.net.URI;
import java.util.Locale;
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
        throw new IllegalArgumentException("The transport " + id + " cannot be used with a "
                + source.getClass().getSimpleName().toLowerCase(Locale.ROOT)
                + ": give an address that begins with http:// or https://");
    }

    static <B extends HttpBuilder<B>> B applied(B builder, TransportContext context) {
        B applied = builder.headers(context.headers());
        context.authentication().ifPresent(applied::auth);
        return context.unverifiedTls() ? applied.tls(Tls.unverified()) : applied;
    }
}
