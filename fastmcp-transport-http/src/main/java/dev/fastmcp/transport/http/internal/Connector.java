package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.ServerText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** Makes connections: finds the address, the proxy if there is one, and agrees on TLS. */
public final class Connector {

    /** Tells where a name leads. */
    @FunctionalInterface
    public interface Lookup {

        /**
         * Looks a name up.
         *
         * @param host a name or the text of an address
         * @return all addresses, in the order in which they are to be tried
         * @throws UnknownHostException if there is none
         */
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    private static final int SHOWN_CHARACTERS = 200;

    private final TlsSettings tls;
    private final ProxySelector proxies;
    private final Duration connectTimeout;
    private final Lookup names;

    /**
     * Creates a connector.
     *
     * @param tls how https connections are secured
     * @param proxies which proxy to use for an address
     * @param connectTimeout how long a connection may take, TLS included
     */
    public Connector(TlsSettings tls, ProxySelector proxies, Duration connectTimeout) {
        this(tls, proxies, connectTimeout, InetAddress::getAllByName);
    }

    /**
     * Creates a connector that asks somebody of the caller's choice where names lead.
     *
     * @param tls how https connections are secured
     * @param proxies which proxy to use for an address
     * @param connectTimeout how long a connection may take, TLS included
     * @param names tells where names lead
     */
    public Connector(TlsSettings tls, ProxySelector proxies, Duration connectTimeout, Lookup names) {
        this.tls = tls;
        this.proxies = proxies;
        this.connectTimeout = connectTimeout;
        this.names = names;
    }

    HttpConnection connect(Origin origin, Call call) throws ConnectFailedException {
        InetSocketAddress proxy = proxy(origin);
        String host = proxy == null ? origin.bareHost() : proxy.getHostString();
        int port = proxy == null ? origin.port() : proxy.getPort();
        SocketChannel channel = null;
        try {
            channel = open(addresses(host, proxy == null ? call::mayLeadTo : address -> true), port, call);
            Socket socket = channel.socket();
            if (proxy != null && origin.tls()) {
                ProxyTunnel.open(socket, origin, left(call));
            }
            if (origin.tls()) {
                socket = secured(socket, origin, call);
            }
            HttpConnection connection = new HttpConnection(origin, channel, socket, proxy != null);
            channel = null;
            return connection;
        } catch (IOException e) {
            throw new ConnectFailedException(inWords(e, host, proxy != null), e);
        } finally {
            if (channel != null) {
                close(channel);
            }
        }
    }

    private @Nullable InetSocketAddress proxy(Origin origin) {
        List<Proxy> chosen = proxies.select(URI.create(origin.toString() + '/'));
        return chosen.stream()
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(Proxy::address)
                .filter(InetSocketAddress.class::isInstance)
                .map(InetSocketAddress.class::cast)
                .findFirst()
                .orElse(null);
    }

    /** Looked up once, so that the addresses that are judged are those that are connected to. */
    private List<InetAddress> addresses(String host, Predicate<InetAddress> allowed) throws IOException {
        List<InetAddress> usable =
                Arrays.stream(names.addresses(host)).filter(allowed).toList();
        if (usable.isEmpty()) {
            throw new IOException(
                    "the policy for addresses that servers name (urlPolicy) does not allow where " + host + " leads");
        }
        return usable;
    }

    private SocketChannel open(List<InetAddress> addresses, int port, Call call) throws IOException {
        IOException failure = null;
        for (InetAddress address : addresses) {
            SocketChannel channel = SocketChannel.open();
            try {
                call.use(channel);
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
                channel.socket().connect(new InetSocketAddress(address, port), millis(left(call)));
                return channel;
            } catch (IOException e) {
                close(channel);
                if (call.ended() != null || Thread.currentThread().isInterrupted()) {
                    throw e;
                }
                failure = e;
            }
        }
        throw failure == null ? new UnknownHostException("no address") : failure;
    }

    private SSLSocket secured(Socket plain, Origin origin, Call call) throws IOException {
        SSLSocket secured = (SSLSocket) tls.sockets().createSocket(plain, origin.bareHost(), origin.port(), true);
        SSLParameters parameters = secured.getSSLParameters();
        if (tls.verified()) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        parameters.setApplicationProtocols(new String[] {"http/1.1"});
        secured.setSSLParameters(parameters);
        secured.setSoTimeout(millis(left(call)));
        secured.startHandshake();
        secured.setSoTimeout(0);
        return secured;
    }

    private Duration left(Call call) throws SocketTimeoutException {
        long nanos = Math.min(call.deadline().remainingNanos(), connectTimeout.toNanos());
        if (nanos <= 0) {
            throw new SocketTimeoutException("no time left");
        }
        return Duration.ofNanos(nanos);
    }

    /** Rounded up: a call's own deadline is to come first. */
    static int millis(Duration duration) {
        return Math.clamp(duration.plusNanos(999_999).toMillis(), 1, Integer.MAX_VALUE);
    }

    private String inWords(IOException e, String host, boolean viaProxy) {
        String what = viaProxy ? "the proxy " + host : host;
        if (e instanceof UnknownHostException) {
            return "the name " + host + " cannot be resolved";
        }
        if (e instanceof SocketTimeoutException) {
            return what + " did not take the connection within " + connectTimeout.toMillis() + " ms";
        }
        String detail = ServerText.excerpt(String.valueOf(e.getMessage()), SHOWN_CHARACTERS);
        if (e instanceof SSLException && has(e, CertPathValidatorException.class, CertPathBuilderException.class)) {
            return "its certificate is not trusted (" + detail + "); give the certificate of its authority to Tls";
        }
        if (e instanceof SSLException) {
            return has(e, CertificateException.class)
                    ? "its certificate is refused (" + detail + ")"
                    : "TLS: " + detail;
        }
        return viaProxy ? what + ": " + detail : detail;
    }

    @SafeVarargs
    private static boolean has(Throwable e, Class<? extends Throwable>... causes) {
        Throwable cause = e;
        for (int depth = 0; cause != null && depth < 10; depth++) {
            for (Class<? extends Throwable> type : causes) {
                if (type.isInstance(cause)) {
                    return true;
                }
            }
            cause = cause.getCause();
        }
        return false;
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is closed all the same.
        }
    }
}
