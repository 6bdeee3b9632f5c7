package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.Deadline;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** A channel on which the two sides have not agreed yet, and the time left to do so. */
record Line(
        Channel channel,
        InboundMessages inbound,
        RequestIds ids,
        Deadline deadline,
        String endpoint,
        Handlers handlers) {

    /** Asks once, waiting no longer than {@code patience}; whatever happens is evidence. */
    ProbeEvidence probe(RequestId id, Map<String, Object> params, Duration patience) throws InterruptedException {
        Duration left = timeLeft();
        Duration wait = left.isZero() || patience.compareTo(left) < 0 ? patience : left;
        try {
            return new ProbeEvidence.Answered(channel.exchange(
                    new JsonRpcMessage.Request(id, "server/discover", Optional.of(JsonValue.of(params))),
                    own(wait, handlers)));
        } catch (HttpStatusException e) {
            return new ProbeEvidence.Status(e);
        } catch (ProtocolException e) {
            return new ProbeEvidence.Garbled(String.valueOf(e.getMessage()));
        } catch (RequestTimeoutException e) {
            if (failureSaysNothing()) {
                throw e;
            }
            return new ProbeEvidence.Silent();
        } catch (TransportException e) {
            if (failureSaysNothing()) {
                throw e;
            }
            return new ProbeEvidence.Lost(e);
        }
    }

    /** On a pipe silence and death are what old servers answer; where every request has a response, they are just failures. */
    boolean failureSaysNothing() {
        return channel.traits().streamPerRequest();
    }

    /** Asks for something that must be answered. */
    JsonRpcMessage.Response request(String method, Map<String, Object> params) throws InterruptedException {
        return channel.exchange(
                new JsonRpcMessage.Request(ids.next(), method, Optional.of(JsonValue.of(params))),
                own(timeLeft(), handlers));
    }

    /** For a request of the client's own. */
    static ExchangeOptions own(Duration timeout, Handlers handlers) {
        return new ExchangeOptions(
                timeout, notification -> {}, handlers.headers().asMap(), Map.of(), Duration.ZERO);
    }

    /**
     * The same with all the time again, if it is over although an answer has come: then the clock stood still meanwhile, since a person had to log in.
     */
    Line refreshed() {
        return deadline.isOver()
                ? new Line(channel, inbound, ids, Deadline.after(deadline.timeout()), endpoint, handlers)
                : this;
    }

    /** The time left; zero means that there is no limit. */
    Duration timeLeft() {
        return deadline.remaining(() -> timedOut(deadline, endpoint));
    }

    static RequestTimeoutException timedOut(Deadline deadline, String endpoint) {
        return new RequestTimeoutException(
                "Connecting to " + endpoint + " took longer than "
                        + deadline.timeout().toMillis() + " ms; allow more with connectTimeout",
                deadline.timeout(),
                null);
    }
}
