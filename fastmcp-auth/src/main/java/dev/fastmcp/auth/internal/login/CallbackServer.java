package dev.fastmcp.auth.internal.login;

import dev.fastmcp.api.error.AuthorizationException;
import dev.fastmcp.api.error.AuthorizationException.Kind;
import dev.fastmcp.auth.internal.wire.WebOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Waits on this machine for a login to come back. Hears this machine only, one path, and the addresses by which a browser would ask it; what does not belong to the login is answered and forgotten, so that
 * nobody can spoil it. The first answer that belongs to it counts.
 */
public final class CallbackServer implements AutoCloseable {

    private static final String PATH = "/callback";
    private static final int BACKLOG = 128;
    private static final int HTTP_PORT = 80;
    private static final int CLOSE_SECONDS = 1;
    private static final int MAX_REQUESTS = 16;
    private static final int MAX_REST = 1024 * 1024;
    private static final Duration REQUEST_TIME = Duration.ofSeconds(10);

    private final CallbackConnections connections;
    private final URI redirect;
    private final CompletableFuture<AuthorizationResponse> result = new CompletableFuture<>();
    private final CompletableFuture<Void> pageSent = new CompletableFuture<>();

    /** Before a login has begun, nothing belongs to it. */
    private volatile Optional<String> state = Optional.empty();

    private volatile String serverName = "";

    /** Whether the login has succeeded, as far as can be told from an answer to it. */
    private volatile Predicate<AuthorizationResponse> good = response -> false;

    /** What a request gets. */
    private record Reply(CallbackPage page, boolean counts) {}

    private CallbackServer(ServerSocket listening, Duration requestTime, URI redirect) {
        this.connections = new CallbackConnections(listening, MAX_REQUESTS, requestTime, this::converse);
        this.redirect = redirect;
    }

    /**
     * Begins to listen.
     *
     * @param host {@code 127.0.0.1}, {@code ::1}, or {@code localhost}, which is the first of them
     * @param port 0 for one that is free
     * @throws AuthorizationException {@code UNSUPPORTED} if that is not possible
     */
    public static CallbackServer open(String host, int port) {
        return open(host, port, REQUEST_TIME);
    }

    /** The same; a request may take so long. */
    static CallbackServer open(String host, int port, Duration requestTime) {
        String literal = host.equals("::1") ? "::1" : "127.0.0.1";
        try {
            ServerSocket listening = new ServerSocket();
            listening.bind(new InetSocketAddress(InetAddress.getByName(literal), port), BACKLOG);
            String shown = host.equals("::1") ? "[::1]" : host;
            URI redirect = URI.create("http://" + shown + ":" + listening.getLocalPort() + PATH);
            CallbackServer callback = new CallbackServer(listening, requestTime, redirect);
            callback.connections.start();
            return callback;
        } catch (IOException e) {
            throw new AuthorizationException(
                    Kind.UNSUPPORTED,
                    "Nothing can listen on " + literal + (port == 0 ? "" : " at port " + port)
                            + " for the login to come back (" + e.getMessage() + ")"
                            + (port == 0 ? "" : ": choose another callbackPort, or 0 for a free one"),
                    null,
                    e);
        }
    }

    /** Where logins come back to. */
    public URI redirectUri() {
        return redirect;
    }

    /**
     * Announces the login that may come back.
     *
     * @param success tells whether an answer to it is good, for the page that the person sees
     */
    void expect(String wanted, String name, Predicate<AuthorizationResponse> success) {
        serverName = name;
        good = success;
        state = Optional.of(wanted);
    }

    /** Waits for the answer. Empty if there is none in time. */
    Optional<AuthorizationResponse> await(Duration timeout) throws InterruptedException {
        try {
            return Optional.of(result.get(timeout.toNanos(), TimeUnit.NANOSECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** Takes an answer that came another way. Returns false if it does not belong to the login. */
    boolean offer(URI back) {
        String query = back.getRawQuery();
        Optional<AuthorizationResponse> response =
                query == null || !isCallback(back) ? Optional.empty() : AuthorizationResponse.parse(query);
        boolean ours = response.isPresent() && belongs(response.get());
        if (ours) {
            pageSent.complete(null);
            result.complete(response.get());
        }
        return ours;
    }

    private boolean isCallback(URI back) {
        return WebOrigin.of(back).equals(WebOrigin.of(redirect))
                && redirect.getPath().equals(back.getRawPath());
    }

    void fail(AuthorizationException failure) {
        pageSent.complete(null);
        result.completeExceptionally(failure);
    }

    private boolean belongs(AuthorizationResponse response) {
        return state.map(response::answers).orElse(false);
    }

    private void converse(Socket socket) throws IOException {
        Optional<CallbackRequest> request = CallbackRequest.read(socket.getInputStream());
        Reply reply = request.isPresent() ? reply(request.get()) : new Reply(CallbackPage.notOurs(), false);
        try {
            socket.getOutputStream()
                    .write(reply.page()
                            .response(request.map(CallbackRequest::method).orElse("")));
            socket.shutdownOutput();
        } finally {
            // Only now is the page on its way: the listener must not be closed before.
            if (reply.counts()) {
                pageSent.complete(null);
            }
        }
        skipRest(socket.getInputStream());
    }

    /** Closing a connection with something left to read would take back the page. */
    private static void skipRest(InputStream in) throws IOException {
        byte[] rest = new byte[8 * 1024];
        int skipped = 0;
        for (int count = in.read(rest); count > 0 && skipped < MAX_REST; count = in.read(rest)) {
            skipped += count;
        }
    }

    private Reply reply(CallbackRequest request) {
        if (!isOurHost(request.hosts())) {
            return new Reply(CallbackPage.plain(403), false);
        }
        if (!request.path().equals(PATH)) {
            return new Reply(CallbackPage.plain(404), false);
        }
        return request.method().equals("GET") ? answer(request) : new Reply(CallbackPage.plain(405), false);
    }

    /** A page that has another name lead to this machine would send that name (DNS rebinding). */
    private boolean isOurHost(List<String> hosts) {
        // Browsers leave out the port that is the usual one.
        String port = redirect.getPort() == HTTP_PORT ? "" : ":" + redirect.getPort();
        return hosts.size() == 1
                && List.of("127.0.0.1" + port, "localhost" + port, "[::1]" + port)
                        .contains(hosts.get(0));
    }

    private Reply answer(CallbackRequest request) {
        Optional<AuthorizationResponse> response =
                request.query().flatMap(AuthorizationResponse::parse).filter(this::belongs);
        if (response.isEmpty()) {
            return new Reply(CallbackPage.notOurs(), false);
        }
        if (!result.complete(response.get())) {
            return new Reply(CallbackPage.again(), false);
        }
        boolean success = good.test(response.get());
        return new Reply(success ? CallbackPage.received(serverName) : CallbackPage.failed(serverName), true);
    }

    /** Stops listening, after the page that a login has come back to is delivered. */
    @Override
    public void close() {
        if (result.completeExceptionally(new AuthorizationException(Kind.CANCELLED, "The login was cancelled"))) {
            pageSent.complete(null);
        }
        try {
            pageSent.get(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // A browser that does not read its page must not hold up the login, and not twice.
            pageSent.complete(null);
        }
        connections.close();
    }
}
