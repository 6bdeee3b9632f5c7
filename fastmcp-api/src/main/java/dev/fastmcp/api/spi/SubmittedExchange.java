package dev.fastmcp.api.spi;

import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/** A request that no thread waits for: whoever reads tells its listener. */
final class SubmittedExchange extends PendingExchange implements SentRequest {

    private static final System.Logger LOG = System.getLogger(SubmittedExchange.class.getName());

    private final ResponseListener listener;
    private final End end;
    private final AtomicBoolean over = new AtomicBoolean();

    /** Hears once that it is over, before the listener does. */
    @FunctionalInterface
    interface End {
        void over(boolean answered);
    }

    SubmittedExchange(JsonRpcMessage.Request request, Map<String, String> headers, ResponseListener listener, End end) {
        super(request, headers);
        this.listener = listener;
        this.end = end;
    }

    @Override
    void offer(JsonRpcMessage.Notification notification) {
        try {
            listener.onNotification(notification);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "What belongs to a request was not taken", e);
        }
    }

    @Override
    boolean isOver() {
        return over.get();
    }

    @Override
    void complete(JsonRpcMessage.Response response) {
        if (settle(true)) {
            listener.onResponse(response);
        }
    }

    @Override
    void fail(McpException cause) {
        failAsIs(failure(cause));
    }

    /** Whoever has noticed may hold locks, or be about to end the connection: neither waits for a listener. */
    @Override
    void failAsIs(McpException cause) {
        if (settle(false)) {
            Thread.ofVirtual().name("fastmcp-failure").start(() -> listener.onFailure(cause));
        }
    }

    @Override
    public boolean abandon() {
        return settle(false);
    }

    private boolean settle(boolean answered) {
        boolean first = over.compareAndSet(false, true);
        if (first) {
            end.over(answered);
        }
        return first;
    }
}
