package dev.fastmcp.server;

import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.spi.Limits;
import dev.fastmcp.core.json.JsonRpcCodec;
import dev.fastmcp.core.server.http.Guard;
import dev.fastmcp.core.server.http.HttpEndpointServer;
import dev.fastmcp.core.server.http.HttpLimits;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A server that is reached over Streamable HTTP, in both eras. It hears this machine only unless it is told otherwise, and refuses requests whose {@code Host} or {@code Origin} is not one of its own, since a page in a
 * browser could otherwise make it do things (DNS rebinding). It has no TLS: put a proxy in front of it where others shall reach it.
 *
 * <pre>{@code
 * try (HttpServing serving = HttpServing.builder(server).port(8080).start()) {
 *     Client.connect(serving.uri());
 * }
 * }</pre>
 */
public final class HttpServing implements AutoCloseable {

    private final HttpEndpointServer endpoint;
    private final URI uri;

    private HttpServing(HttpEndpointServer endpoint, URI uri) {
        this.endpoint = endpoint;
        this.uri = uri;
    }

    /**
     * Starts to describe how a server is reached.
     *
     * @param server the server
     * @return a builder
     */
    public static Builder builder(FastMcpServer server) {
        return new Builder(server);
    }

    /**
     * Returns where the server is reached from this machine. If it listens on all addresses, this is the one of loopback.
     *
     * @return the address
     */
    public URI uri() {
        return uri;
    }

    /** Ends all connections and stops listening. The server itself goes on. */
    @Override
    public void close() {
        endpoint.close();
    }

    @Override
    public String toString() {
        return "HttpServing[" + uri + "]";
    }

    /** Describes how a server is reached. Not thread-safe. */
    public static final class Builder {

        private static final int MAX_BODY_BYTES = 4 * 1024 * 1024;
        private static final Duration IO_TIMEOUT = Duration.ofSeconds(30);
        private static final int MAX_SESSIONS = 10_000;
        private static final int MAX_REQUESTS = 10_000;
        private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
        private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~!$&'()*+,;=:@-]+)+/?");
        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
        private static final Pattern ORIGIN =
                Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*://(?:" + HOST.pattern() + ")(?::[0-9]{1,5})?");

        private final FastMcpServer server;
        private String host = "127.0.0.1";
        private int port;
        private String path = "/mcp";
        private final Set<String> hosts = new LinkedHashSet<>(LOOPBACK);
        private final Set<String> origins = new LinkedHashSet<>();
        private @Nullable String token;
        private int maxBodyBytes = MAX_BODY_BYTES;
        private Duration ioTimeout = IO_TIMEOUT;
        private int maxSessions = MAX_SESSIONS;
        private int maxRequests = MAX_REQUESTS;

        private Builder(FastMcpServer server) {
            this.server = Objects.requireNonNull(server, "server");
        }

        /**
         * Sets the address to listen on. Requests may call this server by it, unless it stands for all addresses, such as {@code 0.0.0.0}: name what clients use in {@link #allowedHosts} then.
         *
         * @param address {@code 127.0.0.1} by default; others than loopback can be reached from the network, and should have a {@link #token}
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder host(String address) {
            if (address.isBlank()) {
                throw new IllegalArgumentException("host is blank: give an address of this machine, or a name of one");
            }
            host = address;
            return this;
        }

        /**
         * Sets the port to listen on.
         *
         * @param number 0 by default, for one that is free
         * @return this
         * @throws IllegalArgumentException if it is no port
         */
        public Builder port(int number) {
            if (number < 0 || number > 65535) {
                throw new IllegalArgumentException("port is " + number + ": give 1 to 65535, or 0 for a free one");
            }
            port = number;
            return this;
        }

        /**
         * Sets the path.
         *
         * @param text {@code /mcp} by default
         * @return this
         * @throws IllegalArgumentException if it does not begin with a slash, has an empty segment, or has characters that would have to be escaped
         */
        public Builder path(String text) {
            if (!PATH.matcher(text).matches()) {
                throw new IllegalArgumentException("\"" + text
                        + "\" is no path for a server: give one such as /mcp, of letters, digits and -._~, without"
                        + " query and fragment");
            }
            path = text;
            return this;
        }

        /**
         * Allows names for this server beside those of this machine, as they stand in {@code Host} and in the origins of its own pages.
         *
         * @param names host names without ports; addresses of IPv6 in brackets
         * @return this
         * @throws IllegalArgumentException if one of them is no such name
         */
        public Builder allowedHosts(String... names) {
            for (String name : names) {
                hosts.add(fitting(HOST, name, "host name: give one such as example.com, without a port")
                        .toLowerCase(Locale.ROOT));
            }
            return this;
        }

        /**
         * Allows pages of other origins to ask.
         *
         * @param values {@code scheme://host}, or {@code scheme://host:port} if it is not the usual port of the scheme, such as {@code https://app.example}; in whatever case
         * @return this
         * @throws IllegalArgumentException if one of them is no origin
         */
        public Builder allowedOrigins(String... values) {
            for (String value : values) {
                origins.add(fitting(ORIGIN, value, "origin: give one such as https://app.example, without a path")
                        .toLowerCase(Locale.ROOT));
            }
            return this;
        }

        private static String fitting(Pattern pattern, String value, String wanted) {
            if (!pattern.matcher(value).matches()) {
                throw new IllegalArgumentException("\"" + value + "\" is no " + wanted);
            }
            return value;
        }

        /**
         * Wants a bearer token with each request.
         *
         * @param secret the token; none by default
         * @return this
         * @throws IllegalArgumentException if it is blank
         */
        public Builder token(String secret) {
            if (secret.isBlank()) {
                throw new IllegalArgumentException("token is blank: give a secret that nobody can guess");
            }
            token = secret;
            return this;
        }

        /**
         * Sets how long a message may be.
         *
         * @param bytes 4 MiB by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1024
         */
        public Builder maxBodyBytes(int bytes) {
            if (bytes < 1024 || bytes == Integer.MAX_VALUE) {
                throw new IllegalArgumentException("maxBodyBytes is " + bytes + ": give 1024 or more");
            }
            maxBodyBytes = bytes;
            return this;
        }

        /**
         * Sets how long a client may take to send the head of a request, or to send or take 64 KiB of its contents. Then its connection is closed.
         *
         * @param limit 30 seconds by default
         * @return this
         * @throws IllegalArgumentException if it is zero or negative
         */
        public Builder ioTimeout(Duration limit) {
            if (limit.isZero() || limit.isNegative()) {
                throw new IllegalArgumentException("ioTimeout is " + limit + ": give a positive duration");
            }
            ioTimeout = limit;
            return this;
        }

        /**
         * Sets how many clients of the legacy era are remembered. One more makes the server forget the one that has been silent longest, which then has to introduce itself again.
         *
         * @param number 10000 by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxSessions(int number) {
            maxSessions = positive(number, "maxSessions");
            return this;
        }

        /**
         * Sets how many requests are answered at the same time, including those whose answers are streams. One more gets the status 503.
         *
         * @param number 10000 by default
         * @return this
         * @throws IllegalArgumentException if it is less than 1
         */
        public Builder maxRequests(int number) {
            maxRequests = positive(number, "maxRequests");
            return this;
        }

        private static int positive(int number, String name) {
            if (number < 1) {
                throw new IllegalArgumentException(name + " is " + number + ": give 1 or more");
            }
            return number;
        }

        /**
         * Begins to listen.
         *
         * @return what listens, until it is closed
         * @throws IOException if the address cannot be had, because somebody else has the port for example ({@link BindException})
         */
        public HttpServing start() throws IOException {
            InetAddress address = InetAddress.getByName(host);
            Set<String> known = new LinkedHashSet<>(hosts);
            if (!address.isAnyLocalAddress()) {
                known.add(inAddress(host.toLowerCase(Locale.ROOT)));
                known.add(inAddress(address.getHostAddress()));
            }
            HttpEndpointServer endpoint = listen(address, known);
            String shown = address.isAnyLocalAddress() ? loopback(address) : host;
            return new HttpServing(endpoint, URI.create("http://" + inAddress(shown) + ":" + endpoint.port() + path));
        }

        private HttpEndpointServer listen(InetAddress address, Set<String> known) throws IOException {
            JsonRpcCodec codec =
                    new JsonRpcCodec(JsonCodec.discovered(), Limits.DEFAULT.withMaxMessageBytes(maxBodyBytes));
            try {
                return new HttpEndpointServer(
                        server.core(),
                        codec,
                        new InetSocketAddress(address, port),
                        path,
                        new Guard(Set.copyOf(known), Set.copyOf(origins), Optional.ofNullable(token)),
                        new HttpLimits(maxBodyBytes, ioTimeout, maxSessions, maxRequests));
            } catch (BindException e) {
                BindException named = new BindException("cannot listen on " + inAddress(host) + ":" + port + " ("
                        + e.getMessage() + "): give another port, or 0 for one that is free, and an address of this"
                        + " machine");
                named.initCause(e);
                throw named;
            }
        }

        private static String loopback(InetAddress any) {
            return any instanceof Inet6Address ? "::1" : "127.0.0.1";
        }

        private static String inAddress(String host) {
            return host.contains(":") && !host.startsWith("[") ? "[" + host + "]" : host;
        }

        /** Leaves out the token. */
        @Override
        public String toString() {
            return "HttpServing.Builder[" + host + ":" + port + path + "]";
        }
    }
}
