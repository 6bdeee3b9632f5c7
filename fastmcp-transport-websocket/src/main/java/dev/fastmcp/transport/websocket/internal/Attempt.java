package dev.fastmcp.transport.websocket.internal;

import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.Deadline;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.java_websocket.drafts.Draft_6455;
import org.jspecify.annotations.Nullable;

/**
 * One attempt to connect, on a thread of its own: a platform thread that is blocked in a socket cannot be interrupted,
 * and a look-up of a host cannot be stopped at all. Giving up closes the socket, which ends all other steps.
 */
final class Attempt {

    private final ConnectOptions options;
    private final RequestHeaders headers;
    private final CompletableFuture<Connection> result = new CompletableFuture<>();

    private volatile @Nullable Socket current;
    private volatile boolean abandoned;

    Attempt(ConnectOptions options, RequestHeaders headers) {
        this.options = options;
        this.headers = headers;
    }

    /**
     * Connects and shakes hands. Called once.
     *
     * @throws IOException if that fails
     * @throws TimeoutException if the time is over
     * @throws InterruptedException if the thread is interrupted; in all three cases nothing stays open
     */
    Connection run(Duration timeout) throws IOException, TimeoutException, InterruptedException {
        Thread.ofVirtual().name("fastmcp-websocket-connect").start(this::connect);
        boolean done = false;
        try {
            Connection connection = result.get(Deadline.after(timeout).remainingNanos(), TimeUnit.NANOSECONDS);
            done = true;
            return connection;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IOException(e.getCause());
        } finally {
            if (!done) {
                abandon();
            }
        }
    }

    private void abandon() {
        abandoned = true;
        if (!result.completeExceptionally(new CancellationException()) && !result.isCompletedExceptionally()) {
            result.join().abort();
        }
        Socket socket = current;
        if (socket != null) {
            Connection.closeQuietly(socket);
        }
    }

    private void connect() {
        try {
            Connection connection = shakeHands(reach());
            if (!result.complete(connection)) {
                connection.abort();
            }
        } catch (IOException | RuntimeException e) {
            Socket socket = current;
            if (socket != null) {
                Connection.closeQuietly(socket);
            }
            result.completeExceptionally(e);
        } finally {
            // Without effect unless this thread dies of an error, such as a missing class.
            result.completeExceptionally(new IOException("the attempt has failed with an error of this program"));
        }
    }

    /** A server may listen at one of a host's addresses only, as those on "localhost" often do. */
    private Socket reach() throws IOException {
        IOException failure = null;
        for (InetAddress each : InetAddress.getAllByName(options.address().host())) {
            Socket socket = track(new Socket());
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(each, options.address().port()));
                return socket;
            } catch (IOException e) {
                Connection.closeQuietly(socket);
                failure = failure == null ? e : failure;
            }
        }
        throw failure == null ? new SocketException("no address") : failure;
    }

    private Socket track(Socket socket) throws SocketException {
        current = socket;
        if (abandoned) {
            Connection.closeQuietly(socket);
            throw new SocketException("given up");
        }
        return socket;
    }

    private Connection shakeHands(Socket raw) throws IOException {
        Socket socket = options.address().secure() ? encrypted(raw) : raw;
        InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        OutputStream out = socket.getOutputStream();
        ServerWords words = ServerWords.hiding(headers, options.address());
        Draft_6455 draft = new Handshake(options.address(), headers, words).perform(in, out);
        return new Connection(raw, socket, in, out, draft, words);
    }

    private Socket encrypted(Socket raw) throws IOException {
        Address address = options.address();
        SSLSocket socket =
                (SSLSocket) context().getSocketFactory().createSocket(raw, plainHost(address), address.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String plainHost(Address address) {
        return address.host().startsWith("[")
                ? address.host().substring(1, address.host().length() - 1)
                : address.host();
    }

    private SSLContext context() throws IOException {
        SSLContext given = options.tls();
        try {
            return given == null ? SSLContext.getDefault() : given;
        } catch (NoSuchAlgorithmException e) {
            throw new IOException("this JDK has no default TLS context", e);
        }
    }
}
