package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.http.HttpExchanger;
import dev.fastmcp.api.http.UrlPolicy;
import dev.fastmcp.api.spi.Deadline;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;

/** Requests that are not messages of the protocol, over the same connections. */
public final class PooledExchanger implements HttpExchanger {

    private final ConnectionPool pool;
    private final URI server;
    private final UrlPolicy policy;

    /**
     * Creates an exchanger.
     *
     * @param server judges what addresses are allowed
     */
    public PooledExchanger(ConnectionPool pool, URI server, UrlPolicy policy) {
        this.pool = pool;
        this.server = server;
        this.policy = policy;
    }

    @Override
    public Response send(Request request) throws IOException, InterruptedException {
        URI uri = request.uri();
        if (uri.getHost() == null || !Origin.isWeb(uri) || !policy.allows(uri, server)) {
            throw new IOException(request + " is not sent: the policy for addresses that servers name (urlPolicy) does"
                    + " not allow this one");
        }
        if (Thread.interrupted()) {
            throw new InterruptedException(request + " was interrupted before it was sent");
        }
        Call call = new Call(Deadline.after(request.timeout()), address -> policy.allows(address, uri, server));
        pool.enter();
        pool.watch().add(call);
        HttpReply.Body body;
        Response response;
        try (HttpReply reply = pool.send(outgoing(request), call)) {
            body = reply.read(request.maxBytes());
            response = new Response(reply.status(), reply.headers(), Arrays.copyOf(body.bytes(), body.length()));
        } catch (IOException e) {
            throw inWords(request, call, e);
        } finally {
            pool.watch().remove(call);
            pool.leave();
        }
        if (!body.complete()) {
            throw new IOException(request + " failed: the answer is larger than " + request.maxBytes() + " bytes");
        }
        return response;
    }

    private static IOException inWords(Request request, Call call, IOException e) throws InterruptedException {
        McpException failure = Failures.of(request.method(), Origin.withPath(request.uri()), call, e);
        return new IOException(failure.getMessage(), e);
    }

    private static OutgoingRequest outgoing(Request request) {
        return new OutgoingRequest(
                request.method(),
                request.uri(),
                request.headers(),
                request.body(),
                request.timeout(),
                request.timeout(),
                request.method().equals("GET"));
    }
}
