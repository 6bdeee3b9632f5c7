package dev.fastmcp.transport.http.internal;

import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request and everything that comes for it, on the calling thread: the response, what precedes it on an event stream, and the stream's continuation. */
final class PostExchange implements EventStreamParser.Receiver {

    private static final System.Logger LOG = System.getLogger(PostExchange.class.getName());
    private static final int MAX_FRUITLESS_RESUMPTIONS = 4;

    /** A caller waits meanwhile. */
    private static final Duration LONGEST_DELAY = Duration.ofSeconds(5);

    private final StreamableHttpChannel channel;
    private final JsonRpcMessage.Request request;
    private final ExchangeOptions options;
    private final Call call;
    private final Deadline progressLimit;
    private final Reconnection reconnection = new Reconnection(MAX_FRUITLESS_RESUMPTIONS, LONGEST_DELAY);

    private JsonRpcMessage.@Nullable Response response;
    private @Nullable String lastEventId;

    PostExchange(StreamableHttpChannel channel, JsonRpcMessage.Request request, ExchangeOptions options, Call call) {
        this.channel = channel;
        this.request = request;
        this.options = options;
        this.call = call;
        this.progressLimit = Deadline.after(options.progressLimit());
    }

    JsonRpcMessage.Response run(byte[] body) throws IOException, InterruptedException {
        Map<String, String> headers = channel.headers().ofPost(request, options.parameters());
        OutgoingRequest post = channel.post(headers, body, ReadOnlyMethods.contains(request.method()));
        try (HttpReply reply = channel.gate().exchange(post, options.headers(), call)) {
            channel.check(request.method(), reply, call);
            read(reply);
            if (response != null && request.method().equals("initialize")) {
                channel.headers().session(reply.header("Mcp-Session-Id"));
            }
        } catch (IOException e) {
            if (!resumable() || call.ended() != null || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "A stream of {0} broke and is resumed", channel.endpoint());
        }
        while (response == null) {
            resume();
        }
        return response;
    }

    private void read(HttpReply reply) throws IOException {
        String type = reply.header("Content-Type");
        if (reply.status() == 202 || reply.status() == 204) {
            throw invalid("accepted it without answering (HTTP status " + reply.status() + ")");
        } else if (MediaTypes.isEventStream(type)) {
            readEvents(reply);
        } else if (MediaTypes.isJson(type)) {
            readJson(reply);
        } else {
            throw invalid("answered with " + (type == null ? "no content type" : channel.shown(type))
                    + " instead of JSON or an event stream; is this the address of an MCP server?");
        }
    }

    private void readJson(HttpReply reply) throws IOException {
        HttpReply.Body body = reply.read(channel.maxMessageBytes());
        if (!body.complete()) {
            throw tooLarge();
        }
        channel.codec().read(body.bytes(), 0, body.length(), this::message);
        if (response == null) {
            throw invalid("answered with something that is no response to it");
        }
    }

    private void readEvents(HttpReply reply) throws IOException {
        EventStreamParser parser = new EventStreamParser(channel.maxMessageBytes(), this);
        try {
            boolean more = true;
            while (more && response == null) {
                more = reply.feed(parser);
            }
        } catch (EventStreamParser.EventTooLargeException e) {
            throw tooLarge();
        } finally {
            remember(parser);
        }
        if (response == null) {
            if (!resumable()) {
                throw streamEnded("");
            }
        } else if (channel.streamsEnd() && !reply.endsSoon()) {
            channel.streamsStayOpen();
        }
    }

    private void remember(EventStreamParser parser) {
        if (parser.lastEventId() != null) {
            if (!parser.lastEventId().equals(lastEventId)) {
                reconnection.succeeded();
            }
            lastEventId = parser.lastEventId();
        }
        reconnection.serverWants(parser.retryMillis());
    }

    private boolean resumable() {
        return response == null
                && lastEventId != null
                && !channel.headers().modern()
                && !request.method().equals("server/discover");
    }

    private TransportException streamEnded(String detail) {
        return new TransportException(
                TransportException.Kind.CLOSED_BY_SERVER,
                request.method() + " failed: " + channel.endpoint() + " ended its stream without a response" + detail
                        + "; it may or may not have done it");
    }

    /** Specification 2025-11-25, "Resumability and Redelivery": by GET, also for a stream that was begun by POST. */
    private void resume() throws IOException, InterruptedException {
        if (!reconnection.allowed()) {
            throw streamEnded(", again and again");
        }
        call.pause(reconnection.delay());
        OutgoingRequest get = channel.get(channel.headers().ofGet(lastEventId));
        try (HttpReply reply = channel.gate().exchange(get, options.headers(), call)) {
            if (reply.status() == 200 && MediaTypes.isEventStream(reply.header("Content-Type"))) {
                readEvents(reply);
            } else if (reply.status() < 500) {
                throw streamEnded(", and does not resume it (HTTP status " + reply.status() + ")");
            }
        } catch (IOException e) {
            if (call.ended() != null || Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.log(System.Logger.Level.DEBUG, "Resuming a stream failed, and is tried again", e);
        }
    }

    @Override
    public void onEvent(String type, byte[] data, int length) {
        if (!type.equals("message")) {
            LOG.log(System.Logger.Level.DEBUG, "Ignored an event that is no message, from {0}", channel.endpoint());
        } else if (length > 0) {
            channel.codec().read(data, 0, length, this::message);
        }
    }

    private void message(JsonRpcMessage message) {
        if (response != null) {
            return;
        }
        switch (message) {
            case JsonRpcMessage.Success success -> answer(success.id(), success);
            // An error without an id can only mean this request.
            case JsonRpcMessage.Failure failure -> answer(failure.id().orElse(request.id()), failure);
            case JsonRpcMessage.Notification notification -> notified(notification);
            case JsonRpcMessage.Request asked -> channel.listener().onRequest(asked);
            case JsonRpcMessage.Malformed malformed ->
                throw invalid("sent an invalid message: " + channel.shown(malformed.reason()));
        }
    }

    private void answer(RequestId id, JsonRpcMessage.Response answer) {
        if (isOurs(id)) {
            response = answer;
        } else {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "Dropped a response to another request, which {0} sent in the response to {1}",
                    channel.endpoint(),
                    request.method());
        }
    }

    /** Some servers return a numeric id as a string. */
    private boolean isOurs(RequestId id) {
        return id.equals(request.id())
                || id instanceof RequestId.Text text
                        && request.id() instanceof RequestId.Number number
                        && text.value().equals(Long.toString(number.value()));
    }

    private void notified(JsonRpcMessage.Notification notification) {
        if (notification.method().equals("notifications/progress") && isOurProgress(notification)) {
            options.related().accept(notification);
            call.deadline(options.afterProgress(call.deadline(), progressLimit));
        } else {
            channel.listener().onNotification(notification);
        }
    }

    private boolean isOurProgress(JsonRpcMessage.Notification notification) {
        Object token = notification
                .params()
                .flatMap(params -> params.member("progressToken"))
                .map(JsonValue::asObject)
                .orElse(null);
        return RequestId.ofJson(token).filter(this::isOurs).isPresent();
    }

    private ProtocolException invalid(String what) {
        return new ProtocolException(request.method() + " failed: " + channel.endpoint() + ' ' + what);
    }

    private TransportException tooLarge() {
        return channel.tooLarge(request.method());
    }
}
