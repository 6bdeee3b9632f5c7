package dev.fastmcp.transport.websocket;

import dev.fastmcp.api.http.AuthContext;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestAuthenticator;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelContext;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.transport.websocket.internal.Address;
import dev.fastmcp.transport.websocket.internal.ConnectOptions;
import dev.fastmcp.transport.websocket.internal.Connections;
import dev.fastmcp.transport.websocket.internal.FoundExchanger;
import dev.fastmcp.transport.websocket.internal.UnverifiedTls;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges messages with a server over WebSocket.
 *
 * <pre>{@code
 * var transport = WebSocketTransport.builder("wss://example.com/mcp")
 *         .header("Authorization", "Bearer " + token)
 *         .build();
 * try (Client<WebSocketTransport> client = Client.of(transport);
 *         ClientSession session = client.connect()) {
 *     ...
 * }
 * }</pre>
 *
 * <p><strong>Not standard:</strong> no version of MCP defines a WebSocket transport. Servers that have one mostly do as
 * this client does: one JSON-RPC message in each text frame, and the subprotocol {@code mcp}. Prefer Streamable HTTP
 * where a server offers it.
 *
 * <p>The subprotocol is offered; a server that chooses none is accepted, one that chooses another is not. Messages are
 * not compressed. Redirects are not followed; of proxies only the SOCKS proxy of the JDK's system properties is used. With {@code wss} the certificate must belong to the host; this cannot be
 * switched off. What a header or the query of the address holds is in no message, log or text form.
 *
 * <p>The library underneath logs through SLF4J, which prints a warning if the program has no binding for it.
 *
 * <p>Immutable but for the connections that are open; thread-safe.
 */
public final class WebSocketTransport implements ClientTransport {

    private final Address address;
    private final Connections connections;

    private WebSocketTransport(ConnectOptions options) {
        this.address = options.address();
        this.connections = new Connections(options);
    }

    /**
     * Makes a transport with default options.
     *
     * @param address where the server listens, such as {@code wss://example.com/mcp}
     * @return the transport
     * @throws IllegalArgumentException as for {@link #builder(URI)}, or if the text is no address at all
     */
    public static WebSocketTransport of(String address) {
        return builder(address).build();
    }

    /**
     * Makes a transport with default options.
     *
     * @param address where the server listens
     * @return the transport
     * @throws IllegalArgumentException as for {@link #builder(URI)}
     */
    public static WebSocketTransport of(URI address) {
        return builder(address).build();
    }

    /**
     * Starts to describe a transport.
     *
     * @param address where the server listens, such as {@code wss://example.com/mcp}
     * @return a builder with default options
     * @throws IllegalArgumentException as for {@link #builder(URI)}, or if the text is no address at all
     */
    public static Builder builder(String address) {
        return new Builder(Address.of(address));
    }

    /**
     * Starts to describe a transport.
     *
     * @param address where the server listens; path and query are sent as they are
     * @return a builder with default options
     * @throws IllegalArgumentException if the scheme is neither {@code ws} nor {@code wss} in any case, if there is no
     *     host, or if there are credentials or a fragment
     */
    public static Builder builder(URI address) {
        return new Builder(Address.of(address));
    }

    /**
     * Connects, and shakes hands. Each call makes a connection of its own.
     *
     * @throws dev.fastmcp.api.error.HttpStatusException if the server refuses the handshake with an HTTP status
     * @throws dev.fastmcp.api.error.TransportException if there is no connection or the handshake is not valid, of the
     *     kind {@code CONNECT_FAILED}
     */
    @Override
    public Channel open(ChannelContext context) throws InterruptedException {
        return connections.open(context);
    }

    /** Closes all connections with a close frame. Takes 2 seconds at most, however many there are. */
    @Override
    public void close() {
        connections.close();
    }

    /** Returns scheme, host, port and path. */
    @Override
    public String endpoint() {
        return address.display();
    }

    @Override
    public String toString() {
        return "WebSocketTransport[" + endpoint() + ']';
    }

    /** Collects the options of a transport. Not thread-safe. */
    public static final class Builder {

        private final Address address;
        private RequestHeaders headers = RequestHeaders.NONE;
        private Supplier<RequestHeaders> freshHeaders = () -> RequestHeaders.NONE;
        private @Nullable Authentication authentication;
        private @Nullable SSLContext tls;
        private Duration connectTimeout = Duration.ofSeconds(10);
        private Duration pingInterval = Duration.ofSeconds(30);

        private Builder(Address address) {
            this.address = address;
        }

        /**
         * Sets a header of the opening handshake. Messages that follow have no headers.
         *
         * @param name the name; replaces a header of the same name in another case
         * @param value the value; it appears in no message or log
         * @return this builder
         * @throws IllegalArgumentException if the name is no token or belongs to the protocol, such as {@code Host} or
         *     {@code Sec-WebSocket-Key}, or if the value has characters that a header cannot carry
         */
        public Builder header(String name, String value) {
            return headers(RequestHeaders.NONE.with(name, value));
        }

        /**
         * Sets headers of the opening handshake, in addition to those set before.
         *
         * @param more the headers; they replace those of the same name
         * @return this builder
         * @throws IllegalArgumentException if a name belongs to the protocol
         */
        public Builder headers(RequestHeaders more) {
            headers = headers.with(ConnectOptions.checked(more));
            return this;
        }

        /**
         * Sets where to get headers that change. It is asked once for each handshake, on the thread that connects.
         *
         * @param source returns headers, which win over those that are set otherwise; replaces a source set before. If
         *     it throws, or returns what {@link #headers(RequestHeaders)} would refuse, the connection fails
         * @return this builder
         */
        public Builder headers(Supplier<RequestHeaders> source) {
            freshHeaders = Objects.requireNonNull(source, "source");
            return this;
        }

        /**
         * Sets who proves to the server who is asking. Its headers go with each handshake; if the server refuses one
         * with 401 or 403, it is told and may have the handshake repeated, twice at most. It sees the handshake as what
         * it is, a {@code GET} of an {@code http} or {@code https} address.
         *
         * @param source the authenticator; none by default
         * @return this builder
         */
        public Builder auth(RequestAuthenticator source) {
            Objects.requireNonNull(source, "source");
            return auth(context -> source);
        }

        /**
         * Sets how the client proves to the server who it is, in each handshake. Logins and renewals of tokens need {@code fastmcp-transport-http} on the class path or module path as well.
         *
         * @param wanted such as {@code OAuth.builder().build()} of {@code fastmcp-auth}; none by default
         * @return this builder
         */
        public Builder auth(Authentication wanted) {
            authentication = Objects.requireNonNull(wanted, "wanted");
            return this;
        }

        /**
         * Sets whom to trust, and which certificate to show. The host name is verified in any case.
         *
         * @param context the context; the default one of the JDK if not set
         * @return this builder
         * @throws IllegalArgumentException if the address begins with {@code ws}, so that nothing would be encrypted
         */
        public Builder tls(SSLContext context) {
            if (!address.secure()) {
                throw new IllegalArgumentException(
                        "tls is of no use with " + address.display() + ", which is not encrypted: use wss://");
            }
            tls = Objects.requireNonNull(context, "context");
            return this;
        }

        /** For those who cannot know whether the address is encrypted; without encryption there is nothing to verify. */
        Builder unverifiedTls() {
            return address.secure() ? tls(UnverifiedTls.context()) : this;
        }

        /**
         * Sets how long connecting may take, from the look-up of the host to the end of the handshake. The time an
         * authenticator takes does not count.
         *
         * @param timeout the time, more than zero; 10 seconds by default, and never more than the client grants
         * @return this builder
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder connectTimeout(Duration timeout) {
            if (timeout.isZero() || timeout.isNegative()) {
                throw new IllegalArgumentException(
                        "connectTimeout is " + timeout + ": give a time of more than zero, such as 10 seconds");
            }
            connectTimeout = timeout;
            return this;
        }

        /**
         * Sets how often to ask the server for a sign of life. If it sends nothing at all for one and a half intervals,
         * not even the answer to a ping, the connection counts as lost.
         *
         * @param interval the time between pings; 30 seconds by default, zero for no pings
         * @return this builder
         * @throws IllegalArgumentException if it is negative, less than 10 milliseconds but not zero, or more than a day
         */
        public Builder pingInterval(Duration interval) {
            boolean sensible =
                    interval.compareTo(Duration.ofMillis(10)) >= 0 && interval.compareTo(Duration.ofDays(1)) <= 0;
            if (!interval.isZero() && !sensible) {
                throw new IllegalArgumentException(
                        "pingInterval is " + interval + ": give 10 milliseconds to 1 day, or zero for no pings");
            }
            pingInterval = interval;
            return this;
        }

        /**
         * Makes the transport. Connects to nothing.
         *
         * @return the transport
         */
        public WebSocketTransport build() {
            return new WebSocketTransport(new ConnectOptions(
                    address, headers, freshHeaders, authenticator(), tls, connectTimeout, pingInterval));
        }

        private @Nullable RequestAuthenticator authenticator() {
            Authentication proves = authentication;
            return proves == null
                    ? null
                    : proves.authenticator(new AuthContext(
                            address.httpUri(), new FoundExchanger(address.httpUri()), UrlPolicy.DEFAULT));
        }
    }
}
