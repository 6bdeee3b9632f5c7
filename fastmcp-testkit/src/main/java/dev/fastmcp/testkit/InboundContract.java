package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.spi.Channel;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a server says by itself, and what it is told without an answer. */
abstract class InboundContract extends EndingContract {

    private static final int MANY = 500;

    @Test
    void deliversNotificationsInOrder() throws Exception {
        requires(TransportFeature.UNSOLICITED_MESSAGES);
        RecordingListener listener = new RecordingListener();
        Channel channel = open(listener);

        assertThat(text(exchange(channel, "flood", Map.of("count", MANY)))).isEqualTo("sent " + MANY);

        Eventually.await(
                "all notifications have come",
                () -> assertThat(listener.notifications()).hasSize(MANY));
        assertThat(listener.notifications())
                .extracting(notification ->
                        notification.params().orElseThrow().asMap().get("data"))
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, MANY).boxed().toList());
    }

    @Test
    void deliversRequestsOfTheServerAndCarriesTheAnswerBack() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        requires(TransportFeature.UNSOLICITED_MESSAGES);
        requires(TransportFeature.ANY_METHOD);
        RecordingListener listener = new RecordingListener();
        Channel channel = open(listener);
        Background<String> asking =
                Background.run(() -> text(exchange(channel, "ask", Map.of("method", "example/unknown"))));
        Eventually.await(
                "the server's request has come",
                () -> assertThat(listener.requests()).hasSize(1));
        JsonRpcMessage.Request asked = listener.requests().get(0);

        channel.send(new JsonRpcMessage.Success(asked.id(), JsonValue.of(Map.of("answer", "forty-two"))));

        assertThat(asked.method()).isEqualTo("example/unknown");
        assertThat(asking.result(PATIENCE)).contains("\"answer\":\"forty-two\"");
    }

    @Test
    void sendsNotifications() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        requires(TransportFeature.ANY_METHOD);
        Channel channel = open();

        channel.send(new JsonRpcMessage.Notification("notifications/initialized", Optional.empty()));

        awaitHeard(channel, heard -> assertThat(heard).contains("notifications/initialized"));
    }
}
