package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ClientTransport;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Connections begin and end, and no call hangs because of it. */
abstract class EndingContract extends ExchangeContract {

    @Test
    void closingFailsPendingCallsAtOnce() throws Exception {
        Channel channel = open();
        Background<JsonRpcMessage.Response> first = pendingCall(channel);
        Background<JsonRpcMessage.Response> second = pendingCall(channel);

        Background<Boolean> closing = Background.run(() -> {
            channel.close();
            return true;
        });

        assertThat(first.failure(AT_ONCE)).isInstanceOf(SessionClosedException.class);
        assertThat(second.failure(AT_ONCE)).isInstanceOf(SessionClosedException.class);
        assertThat(closing.result(PATIENCE)).isTrue();
    }

    @Test
    void closedChannelRefusesEverything() throws Exception {
        RecordingListener listener = new RecordingListener();
        Channel channel = open(listener);
        assertThat(channel.isOpen()).isTrue();

        channel.close();

        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> echo(channel, "anybody?")).isInstanceOf(SessionClosedException.class);
        assertThatThrownBy(() -> channel.send(notification())).isInstanceOf(SessionClosedException.class);
        assertThat(listener.losses()).isEmpty();
    }

    private static JsonRpcMessage.Notification notification() {
        return new JsonRpcMessage.Notification("notifications/initialized", Optional.empty());
    }

    @Test
    void closingIsIdempotent() throws Exception {
        Channel channel = open();

        List<Background<Boolean>> closing = IntStream.range(0, 4)
                .mapToObj(i -> Background.run(() -> {
                    channel.close();
                    channel.close();
                    return channel.isOpen();
                }))
                .toList();

        for (Background<Boolean> each : closing) {
            assertThat(each.result(PATIENCE)).isFalse();
        }
    }

    @Test
    void lossFailsPendingCallsWithinASecondAndIsReportedOnce() throws Exception {
        requires(TransportFeature.SHARED_CONNECTION);
        RecordingListener listener = new RecordingListener();
        Channel channel = open(listener);
        Background<JsonRpcMessage.Response> pending = pendingCall(channel);

        assertThatThrownBy(() -> exchange(channel, "hang-up", Map.of()))
                .isInstanceOf(TransportException.class)
                .hasMessageContaining("tools/call");

        assertThat(pending.failure(AT_ONCE))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        lost -> assertThat(lost.kind())
                                .isIn(TransportException.Kind.CLOSED_BY_SERVER, TransportException.Kind.IO_FAILED));
        Eventually.await(
                "the listener hears of the loss",
                () -> assertThat(listener.losses()).isNotEmpty());
        channel.close();
        assertThat(listener.losses()).hasSize(1);
    }

    @Test
    void noticesTheEndOfAnIdleConnection() throws Exception {
        requires(TransportFeature.SHARED_CONNECTION);
        RecordingListener listener = new RecordingListener();
        Channel channel = open(listener);

        assertThat(text(exchange(channel, "leave", Map.of()))).isEqualTo("goodbye");

        Eventually.await(
                "the end is noticed", () -> assertThat(channel.isOpen()).isFalse());
        Eventually.await(
                "the listener hears of the loss",
                () -> assertThat(listener.losses()).hasSize(1));
    }

    @Test
    void connectionThatEndsFailsTheCallInsteadOfLettingItHang() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        Channel channel = open();
        Background<JsonRpcMessage.Response> hangUp = Background.run(() -> exchange(channel, "hang-up", Map.of()));

        assertThat(hangUp.failure(PATIENCE)).isInstanceOf(TransportException.class);
    }

    @Test
    void lostChannelRefusesEverythingAndCanBeClosed() throws Exception {
        requires(TransportFeature.SHARED_CONNECTION);
        Channel channel = open();
        assertThatThrownBy(() -> exchange(channel, "hang-up", Map.of())).isInstanceOf(TransportException.class);

        assertThat(channel.isOpen()).isFalse();
        assertThatThrownBy(() -> echo(channel, "anybody?")).isInstanceOf(TransportException.class);
        assertThatThrownBy(() -> channel.send(notification())).isInstanceOf(TransportException.class);
        channel.close();
        channel.close();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void opensAgainAfterClosing() throws Exception {
        ClientTransport transport = transport(Era.AUTO);
        open(transport, new RecordingListener()).close();

        assertThat(echo(open(transport, new RecordingListener()), "again")).isEqualTo("again");
    }

    @Test
    void opensAgainAfterALoss() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        ClientTransport transport = transport(Era.AUTO);
        Channel lost = open(transport, new RecordingListener());
        assertThatThrownBy(() -> exchange(lost, "hang-up", Map.of())).isInstanceOf(TransportException.class);

        assertThat(echo(open(transport, new RecordingListener()), "again")).isEqualTo("again");
    }

    @Test
    void opensAgainAfterTheTransportWasClosed() throws Exception {
        ClientTransport transport = transport(Era.AUTO);
        open(transport, new RecordingListener());
        transport.close();
        transport.close();

        assertThat(echo(open(transport, new RecordingListener()), "again")).isEqualTo("again");
    }

    @Test
    void closingTheTransportClosesItsChannels() throws Exception {
        ClientTransport transport = transport(Era.AUTO);
        RecordingListener listener = new RecordingListener();
        Channel channel = open(transport, listener);
        Background<JsonRpcMessage.Response> pending = pendingCall(channel);

        transport.close();

        assertThat(pending.failure(AT_ONCE)).isInstanceOf(SessionClosedException.class);
        assertThat(channel.isOpen()).isFalse();
        assertThat(listener.losses()).isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void channelsOfATransportAreIndependent() throws Exception {
        ClientTransport transport = transport(Era.AUTO);
        Channel one = open(transport, new RecordingListener());
        Channel two = open(transport, new RecordingListener());
        JsonRpcMessage.Request sameId = call(RequestId.of(1), "delay", Map.of("millis", 300, "text", "one"));
        Background<String> slow = Background.run(() -> text(one.exchange(sameId, ExchangeOptions.timeout(PATIENCE))));

        JsonRpcMessage.Response quick =
                two.exchange(call(RequestId.of(1), "echo", Map.of("text", "two")), ExchangeOptions.timeout(PATIENCE));

        assertThat(text(quick)).isEqualTo("two");
        assertThat(slow.result(PATIENCE)).isEqualTo("one");
        two.close();
        assertThat(two.isOpen()).isFalse();
        assertThat(echo(one, "unharmed")).isEqualTo("unharmed");
    }

    @Test
    void failsToOpenWhenNobodyIsThere() throws Exception {
        requires(TransportFeature.CONNECT_FAILURE);
        RecordingListener listener = new RecordingListener();
        ClientTransport nowhere = unreachable();

        assertThatThrownBy(() -> open(nowhere, listener))
                .isInstanceOfSatisfying(
                        TransportException.class,
                        failure -> assertThat(failure.kind()).isEqualTo(TransportException.Kind.CONNECT_FAILED))
                .hasMessageContaining(nowhere.endpoint());
        assertThat(listener.losses()).isEmpty();
    }

    @Test
    void describesItsEndpointInOneLine() throws Exception {
        assertThat(transport(Era.AUTO).endpoint()).isNotBlank().doesNotContain("\n");
    }
}
