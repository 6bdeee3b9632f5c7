package dev.fastmcp.transport.http;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.transport.http.internal.HttpSettings;
import dev.fastmcp.transport.http.internal.PooledExchanger;
import java.net.ProxySelector;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The options that all transports of this package share. Not thread-safe.
 *
 * @param <B> the type of the builder
 */
public abstract sealed class HttpBuilder<B extends HttpBuilder<B>>
        permits StreamableHttpTransport.Builder, SseTransport.Builder {

    private final URI uri;
    private RequestHeaders fixed = RequestHeaders.NONE;
    private @Nullable Supplier<RequestHeaders> supplied;
    private @Nullable Authentication auth;
    private Duration responseTimeout = Duration.ZERO;
    private Duration idleTimeout = Duration.ofSeconds(300);
    private boolean redirects = true;
    private UrlPolicy urlPolicy = UrlPolicy.DEFAULT;
    private @Nullable HttpConnections given;
    private HttpConnections.@Nullable Builder own;

    HttpBuilder(URI uri) {
        this.uri = Addresses.checked(uri);
    }

    abstract B self();

    /**
     * Makes the transport. Connects to nothing.
     *
     * @return the transport
     * @throws IllegalStateException if options contradict each other
     */
    public abstract ClientTransport build();

    /**
     * Adds a header to every request.
     *
     * @param name the name; replaces a header of the same name in any case
     * @param value the value; it appears in no message or log
     * @return this builder
     * @throws IllegalArgumentException if the name or value cannot be sent, or the header belongs to the protocol, such as {@code Accept} or {@code Mcp-Session-Id}
     */
    public B header(String name, String value) {
        return headers(RequestHeaders.NONE.with(name, value));
    }

    /**
     * Adds headers to every request.
     *
     * @param headers the headers; they replace those of the same name
     * @return this builder
     * @throws IllegalArgumentException if a header belongs to the protocol
     */
    public B headers(RequestHeaders headers) {
        for (String name : headers.asMap().keySet()) {
            if (RequestHeaders.isReserved(name)) {
                throw new IllegalArgumentException("header " + name + " cannot be set: the transport sets it itself");
            }
        }
        fixed = fixed.with(headers);
        return self();
    }

    /**
     * Asks for more headers before each request, for values that change.
     *
     * @param headers called on the thread that makes the request; its headers win over fixed ones
     * @return this builder
     */
    public B headers(Supplier<RequestHeaders> headers) {
        supplied = Objects.requireNonNull(headers, "headers");
        return self();
    }

    /**
     * Sets who proves to the server who is asking. Its headers win over all others.
     *
     * @param authenticator asked before each request, and told of refusals with status 401 and 403
     * @return this builder
     */
    public B auth(RequestAuthenticator authenticator) {
        Objects.requireNonNull(authenticator, "authenticator");
        return auth(context -> authenticator);
    }

    /**
     * Sets how the client proves to the server who it is. The headers of an authentication win over all others.
     *
     * @param authentication such as {@code OAuth.builder().build()} of {@code fastmcp-auth}
     * @return this builder
     */
    public B auth(Authentication authentication) {
        auth = Objects.requireNonNull(authentication, "authentication");
        return self();
    }

    /**
     * Sets how long the server may take until its response begins. The client's timeout for a whole call applies in any case.
     *
     * @param timeout the time; zero, the default, for no limit besides {@link #idleTimeout}
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public B responseTimeout(Duration timeout) {
        responseTimeout = Addresses.notNegative("responseTimeout", timeout);
        return self();
    }

    /**
     * Sets how long the server may send nothing at all, within a response or on a stream. Known elsewhere as {@code sse_read_timeout}.
     *
     * @param timeout the time; 5 minutes by default, zero for no limit
     * @return this builder
     * @throws IllegalArgumentException if it is negative
     */
    public B idleTimeout(Duration timeout) {
        idleTimeout = Addresses.notNegative("idleTimeout", timeout);
        return self();
    }

    /**
     * Sets whether redirects are followed. Whatever is set here, only those are that lead to the same scheme, host and port, five in a row at most; all others are errors
     * that name the target, so that no header and no message ever reaches another server.
     *
     * @param follow true by default
     * @return this builder
     */
    public B followRedirects(boolean follow) {
        redirects = follow;
        return self();
    }

    /**
     * Sets which addresses that a server names may be asked.
     *
     * @param policy {@link UrlPolicy#DEFAULT} by default
     * @return this builder
     */
    public B urlPolicy(UrlPolicy policy) {
        urlPolicy = Objects.requireNonNull(policy, "policy");
        return self();
    }

    /**
     * Sets how {@code https} connections are secured. The transport then has connections of its own.
     *
     * @param tls {@link Tls#system()} by default
     * @return this builder
     */
    public B tls(Tls tls) {
        own().tls(tls);
        return self();
    }

    /**
     * Sets which HTTP proxy to use. The transport then has connections of its own.
     *
     * @param selector see {@link HttpConnections.Builder#proxy}
     * @return this builder
     */
    public B proxy(ProxySelector selector) {
        own().proxy(selector);
        return self();
    }

    /**
     * Sets how long it may take to connect. The transport then has connections of its own.
     *
     * @param timeout see {@link HttpConnections.Builder#connectTimeout}
     * @return this builder
     * @throws IllegalArgumentException if it is zero or negative
     */
    public B connectTimeout(Duration timeout) {
        own().connectTimeout(timeout);
        return self();
    }

    /**
     * Sets the connections to use, instead of those that all transports share.
     *
     * @param connections the connections; closed by whoever made them
     * @return this builder
     */
    public B connections(HttpConnections connections) {
        given = Objects.requireNonNull(connections, "connections");
        return self();
    }

    private HttpConnections.Builder own() {
        HttpConnections.Builder builder = own;
        if (builder == null) {
            builder = HttpConnections.builder();
            own = builder;
        }
        return builder;
    }

    final HttpConnections connections() {
        if (given != null && own != null) {
            throw new IllegalStateException(
                    "connections are given, so tls, proxy and connectTimeout must be set there and not here");
        }
        return own != null ? own.build() : given != null ? given : HttpConnections.shared();
    }

    final HttpSettings settings(boolean listening, HttpConnections connections) {
        Authentication proves = auth;
        RequestHeaders always = fixed;
        Supplier<RequestHeaders> more = supplied;
        return new HttpSettings(
                uri,
                more == null ? () -> always : () -> always.with(more.get()),
                proves == null
                        ? null
                        : proves.authenticator(new AuthContext(
                                uri, new PooledExchanger(connections.pool(), uri, urlPolicy), urlPolicy)),
                responseTimeout,
                idleTimeout,
                redirects,
                urlPolicy,
                listening);
    }
}
