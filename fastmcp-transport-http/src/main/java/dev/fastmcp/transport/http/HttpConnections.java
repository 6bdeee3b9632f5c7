package dev.fastmcp.transport.http;

import dev.fastmcp.transport.http.internal.ConnectionPool;
import dev.fastmcp.transport.http.internal.Connector;
import java.net.ProxySelector;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The connections that HTTP transports share. All transports with default options use {@link #shared()}; give several transports one object of your own if they need
 * other settings. Idle connections are closed with the last session that uses them. Thread-safe. Whoever makes one closes it.
 */
public final class HttpConnections implements AutoCloseable {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(30);

    /** Delays everything to the first use. */
    private static final class Shared {
        private static final HttpConnections INSTANCE = builder().build();
    }

    private final ConnectionPool pool;

    private HttpConnections(ConnectionPool pool) {
        this.pool = pool;
    }

    /**
     * Returns the connections that transports share unless they are told otherwise.
     *
     * @return the shared connections; closing them closes idle ones only
     */
    public static HttpConnections shared() {
        return Shared.INSTANCE;
    }

    /**
     * Starts to describe connections.
     *
     * @return a builder with default options
     */
    public static Builder builder() {
        return new Builder();
    }

    ConnectionPool pool() {
        return pool;
    }

    /** Closes connections that carry no request at the moment. The object can be used again. */
    @Override
    public void close() {
        pool.closeIdle();
    }

    /** Collects the options of connections. Not thread-safe. */
    public static final class Builder {

        private static final System.Logger LOG = System.getLogger(HttpConnections.class.getName());

        private @Nullable Tls tls;
        private @Nullable ProxySelector proxies;
        private Duration connectTimeout = CONNECT_TIMEOUT;
        private Duration keepAlive = KEEP_ALIVE;

        private Builder() {}

        /**
         * Sets how {@code https} connections are secured.
         *
         * @param settings the settings; {@link Tls#system()} by default
         * @return this builder
         */
        public Builder tls(Tls settings) {
            tls = Objects.requireNonNull(settings, "settings");
            return this;
        }

        /**
         * Sets which HTTP proxy to use for an address. {@code https} goes through it by {@code CONNECT}; SOCKS proxies are passed over.
         *
         * @param selector chooses the proxy; by default the one of this Java, which follows the system properties {@code http.proxyHost}, {@code https.proxyHost} and so on.
         *     {@link ProxySelector#of} makes one with a fixed proxy, or with none for {@code null}
         * @return this builder
         */
        public Builder proxy(ProxySelector selector) {
            proxies = Objects.requireNonNull(selector, "selector");
            return this;
        }

        /**
         * Sets how long it may take to connect, TLS included.
         *
         * @param timeout a positive duration; 10 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder connectTimeout(Duration timeout) {
            connectTimeout = positive("connectTimeout", timeout);
            return this;
        }

        /**
         * Sets for how long an idle connection is used again.
         *
         * @param duration a positive duration; 30 seconds by default
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder keepAlive(Duration duration) {
            keepAlive = positive("keepAlive", duration);
            return this;
        }

        private static Duration positive(String name, Duration duration) {
            if (duration.isZero() || duration.isNegative()) {
                throw new IllegalArgumentException(name + " is " + duration + ": give a positive duration");
            }
            return duration;
        }

        /**
         * Makes the object; connections are made when they are needed.
         *
         * @return new connections
         */
        public HttpConnections build() {
            Tls used = tls == null ? Tls.system() : tls;
            if (!used.settings().verified()) {
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Certificates are not verified: whoever can reach these connections can read and change what"
                                + " is sent");
            }
            ProxySelector selector = proxies;
            if (selector == null) {
                selector = ProxySelector.getDefault();
            }
            ProxySelector chosen = selector == null ? ProxySelector.of(null) : selector;
            return new HttpConnections(
                    new ConnectionPool(new Connector(used.settings(), chosen, connectTimeout), keepAlive));
        }
    }
}
