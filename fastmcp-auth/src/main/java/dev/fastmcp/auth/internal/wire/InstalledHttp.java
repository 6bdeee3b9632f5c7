package dev.fastmcp.auth.internal.wire;

import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.HttpExchangerProvider;
import java.net.URI;
import java.util.Optional;
import java.util.ServiceLoader;

/** The HTTP engine that is installed, for requests that belong to no transport. */
public final class InstalledHttp {

    /** What to say where there is none. */
    public static final String MISSING = "No HTTP engine is installed: add dev.fastmcp:fastmcp-transport-http";

    private InstalledHttp() {}

    /** Finds the engine; the default policy judges addresses in the light of this one. */
    public static Optional<HttpExchanger> about(URI address) {
        return ServiceLoader.load(HttpExchangerProvider.class, InstalledHttp.class.getClassLoader())
                .findFirst()
                .map(provider -> provider.create(address, UrlPolicy.DEFAULT));
    }
}
