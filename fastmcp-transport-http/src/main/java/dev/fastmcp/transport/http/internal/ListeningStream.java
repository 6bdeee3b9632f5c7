package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Deadline;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Hears what a server of the legacy era sends by itself (specification 2025-11-25, "Listening for Messages from the Server"). A server need not offer it; a stream that
 * ends is opened again, after the time the server wants, from the event it ended with.
 */
final class ListeningStream implements EventStreamParser.Receiver {

    private static final System.Logger LOG = System.getLogger(ListeningStream.class.getName());
    private static final int MAX_FRUITLESS_ATTEMPTS = 10;

    /** A stream that was open for this long was worth opening, even if the server had nothing to say. */
    private static final long LASTING_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final StreamableHttpChannel channel;
    private final Reconnection reconnection = new Reconnection(MAX_FRUITLESS_ATTEMPTS, Duration.ofSeconds(30));
    private volatile @Nullable Call call;
    private volatile boolean stopped;
    private @Nullable String lastEventId;

    ListeningStream(StreamableHttpChannel channel) {
        this.channel = channel;
    }

    void start() {
        Thread.ofVirtual().name("fastmcp-http-listen").start(this::run);
    }

    /** Ends it at once. */
    void stop() {
        stopped = true;
        Call current = call;
        if (current != null) {
            current.end(Call.Ended.CLOSED);
        }
    }

    private void run() {
        Call listening = new Call(Deadline.after(Duration.ZERO));
        call = listening;
        try {
            while (!stopped && reconnection.allowed() && attempt(listening)) {
                listening.pause(reconnection.delay());
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(System.Logger.Level.DEBUG, "No longer listening to " + channel.endpoint(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Listens once; returns false if there is no point in trying again. */
    private boolean attempt(Call listening) throws InterruptedException {
        OutgoingRequest get = channel.get(channel.headers().ofGet(lastEventId));
        long begun = System.nanoTime();
        try (HttpReply reply = channel.gate().exchange(get, channel.ownHeaders(), listening)) {
            if (reply.status() != 200 || !MediaTypes.isEventStream(reply.header("Content-Type"))) {
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "{0} offers no stream to listen to, HTTP status {1}",
                        channel.endpoint(),
                        reply.status());
                reply.endsSoon();
                return reply.status() >= 500 && reply.status() != 501;
            }
            read(reply);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "The stream to listen to broke, {0}", channel.endpoint());
        } catch (EventStreamParser.EventTooLargeException e) {
            LOG.log(System.Logger.Level.WARNING, channel.tooLarge("Listening").getMessage());
            return false;
        }
        if (System.nanoTime() - begun > LASTING_NANOS) {
            reconnection.succeeded();
        }
        return true;
    }

    private void read(HttpReply reply) throws IOException, EventStreamParser.EventTooLargeException {
        EventStreamParser parser = new EventStreamParser(channel.maxMessageBytes(), this);
        try {
            boolean more = true;
            while (more && !stopped) {
                more = reply.feed(parser);
            }
        } finally {
            if (parser.lastEventId() != null) {
                lastEventId = parser.lastEventId();
            }
            reconnection.serverWants(parser.retryMillis());
        }
    }

    @Override
    public void onEvent(String type, byte[] data, int length) {
        reconnection.succeeded();
        if (type.equals("message") && length > 0) {
            channel.codec().read(data, 0, length, this::message);
        }
    }

    private void message(JsonRpcMessage message) {
        switch (message) {
            case JsonRpcMessage.Notification notification -> channel.listener().onNotification(notification);
            case JsonRpcMessage.Request request -> channel.listener().onRequest(request);
            case JsonRpcMessage.Response response ->
                LOG.log(
                        System.Logger.Level.DEBUG,
                        "Dropped a response that came where none is expected, from {0}",
                        channel.endpoint());
            case JsonRpcMessage.Malformed malformed ->
                LOG.log(
                        System.Logger.Level.WARNING,
                        "Skipped something that is no message, from {0}: {1}",
                        channel.endpoint(),
                        channel.shown(malformed.reason()));
        }
    }
}
