package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ChannelTraits;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.time.Duration;

/**
 * Streamable HTTP, until a server refuses the handshake in the way that servers of the first release do: then HTTP+SSE at the same address (specification 2026-07-28,
 * "Backwards Compatibility").
 */
public final class SseFallback implements Channel {

    /** Connects in the other way. */
    @FunctionalInterface
    public interface Opener {

        /** Opens the channel to fall back to, within a time; zero for no limit. */
        Channel open(Duration timeout) throws InterruptedException;
    }

    private final Channel first;
    private final Opener opener;
    private volatile Channel current;
    private volatile boolean closed;

    /** Begins with the first channel. */
    public SseFallback(Channel first, Opener opener) {
        this.first = first;
        this.opener = opener;
        this.current = first;
    }

    @Override
    public JsonRpcMessage.Response exchange(JsonRpcMessage.Request request, ExchangeOptions options)
            throws InterruptedException {
        Deadline deadline = Deadline.after(options.timeout());
        try {
            return current.exchange(request, options);
        } catch (HttpStatusException e) {
            if (current != first || !request.method().equals("initialize") || !meansAnotherTransport(e)) {
                throw e;
            }
            Channel sse = fallBack(e, deadline.remaining(() -> e));
            return sse.exchange(request, options.withTimeout(deadline.remaining(() -> e)));
        }
    }

    /** An error of the modern era comes from a server that knows this transport. */
    private static boolean meansAnotherTransport(HttpStatusException e) {
        boolean refused = e.status() == 400 || e.status() == 404 || e.status() == 405;
        return refused
                && e.error()
                        .map(error -> error.code() > -32020 || error.code() < -32022)
                        .orElse(true);
    }

    private Channel fallBack(HttpStatusException refusal, Duration timeout) throws InterruptedException {
        Channel sse;
        try {
            sse = opener.open(timeout);
        } catch (McpException e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
        current = sse;
        first.close();
        if (closed) {
            sse.close();
        }
        return sse;
    }

    @Override
    public void send(JsonRpcMessage message) throws InterruptedException {
        current.send(message);
    }

    @Override
    public void agreed(String version) {
        current.agreed(version);
    }

    @Override
    public ChannelTraits traits() {
        return ChannelTraits.HTTP;
    }

    @Override
    public boolean isOpen() {
        return current.isOpen();
    }

    @Override
    public void close() {
        closed = true;
        current.close();
    }
}
