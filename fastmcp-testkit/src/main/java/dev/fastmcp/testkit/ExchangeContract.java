package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.Channel;
import dev.fastmcp.api.spi.ExchangeOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One request and its response, whatever else is going on. */
abstract class ExchangeContract extends ContractFixture {

    private static final int CALLERS = 16;
    private static final int CALLS_OF_EACH = 200;
    private static final int MEBIBYTE = 1024 * 1024;
    private static final Duration SHORT = Duration.ofMillis(300);

    @Test
    void answersARequest() throws Exception {
        assertThat(echo(open(), "hello")).isEqualTo("hello");
    }

    @Test
    void keepsLineBreaksAndUnusualCharactersOfTexts() throws Exception {
        String text = "one\ntwo\r\nthree\u2028four\u2029five\u0085six\u0000seven\t\"eight\\ äß€ 漢字 \uD83D\uDE00";

        assertThat(echo(open(), text)).isEqualTo(text);
    }

    @Test
    void carriesLargeMessagesInBothDirections() throws Exception {
        String text = "0123456789äöü€".repeat(MEBIBYTE / 14);

        assertThat(echo(open(), text)).isEqualTo(text);
    }

    @Test
    void returnsTheResponseWithTheIdOfTheRequest() throws Exception {
        Channel channel = open();
        for (RequestId id : List.of(RequestId.of(7_000_000_000L), RequestId.of("a-1"), RequestId.of("7"))) {
            JsonRpcMessage.Response response =
                    channel.exchange(call(id, "echo", Map.of("text", "x")), ExchangeOptions.timeout(PATIENCE));

            assertThat(response)
                    .isInstanceOfSatisfying(
                            JsonRpcMessage.Success.class,
                            success -> assertThat(success.id()).isEqualTo(id));
        }
    }

    @Test
    void returnsErrorsAsResponses() throws Exception {
        assertThat(exchange(open(), "no-such-tool", Map.of()))
                .isInstanceOfSatisfying(JsonRpcMessage.Failure.class, failure -> {
                    assertThat(failure.error().code()).isEqualTo(JsonRpcError.INVALID_PARAMS);
                    assertThat(failure.error().message()).isEqualToIgnoringCase("unknown tool: no-such-tool");
                });
    }

    @Test
    void servesManyCallersAtTheSameTime() throws Exception {
        Channel channel = open();
        List<Background<List<String>>> callers = IntStream.range(0, CALLERS)
                .mapToObj(caller -> Background.run(() -> echoAll(channel, caller)))
                .toList();

        for (int caller = 0; caller < CALLERS; caller++) {
            assertThat(callers.get(caller).result(PATIENCE.multipliedBy(2))).isEqualTo(texts(caller));
        }
    }

    private List<String> echoAll(Channel channel, int caller) throws InterruptedException {
        List<String> answers = new ArrayList<>();
        for (String text : texts(caller)) {
            answers.add(echo(channel, text));
        }
        return answers;
    }

    private static List<String> texts(int caller) {
        return IntStream.range(0, CALLS_OF_EACH)
                .mapToObj(call -> caller + "/" + call)
                .toList();
    }

    @Test
    void returnsResponsesInTheOrderTheyCome() throws Exception {
        Channel channel = open();
        Background<String> slow =
                Background.run(() -> text(exchange(channel, "delay", Map.of("millis", 1000, "text", "slow"))));
        awaitHeard(channel, heard -> assertThat(heard).contains("delay"));

        assertThat(echo(channel, "quick")).isEqualTo("quick");
        assertThat(slow.result(PATIENCE)).isEqualTo("slow");
    }

    @Test
    void givesUpWhenTheTimeIsOverAndStaysUsable() throws Exception {
        Channel channel = open();

        assertThatThrownBy(() -> channel.exchange(call("drop", Map.of()), ExchangeOptions.timeout(SHORT)))
                .isInstanceOfSatisfying(
                        RequestTimeoutException.class,
                        timeout -> assertThat(timeout.timeout()).isEqualTo(SHORT))
                .hasMessageContaining("tools/call")
                .hasMessageContaining("300 ms");
        assertThat(channel.isOpen()).isTrue();
        assertThat(echo(channel, "still here")).isEqualTo("still here");
    }

    @Test
    void givesUpWhenTheServerDoesNotReadAndStaysUsable() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        Channel channel = open();
        assertThat(text(exchange(channel, "freeze", Map.of("millis", 4000)))).isEqualTo("frozen");
        JsonRpcMessage.Request large = call("echo", Map.of("text", "x".repeat(2 * MEBIBYTE)));

        Background<JsonRpcMessage.Response> stuck =
                Background.run(() -> channel.exchange(large, ExchangeOptions.timeout(SHORT)));

        assertThat(stuck.failure(Duration.ofSeconds(3))).isInstanceOf(RequestTimeoutException.class);
        assertThat(echo(channel, "still here")).isEqualTo("still here");
    }

    @Test
    void givesUpWhenTheCallerIsInterruptedAndStaysUsable() throws Exception {
        Channel channel = open();
        Background<JsonRpcMessage.Response> waiting = pendingCall(channel);

        waiting.interrupt();

        assertThat(waiting.failure(AT_ONCE)).isInstanceOf(InterruptedException.class);
        assertThat(echo(channel, "still here")).isEqualTo("still here");
    }

    @Test
    void waitsWithoutLimitIfTheTimeoutIsZero() throws Exception {
        Channel channel = open();
        JsonRpcMessage.Request slow = call("delay", Map.of("millis", 500, "text", "at last"));

        assertThat(text(channel.exchange(slow, ExchangeOptions.timeout(Duration.ZERO))))
                .isEqualTo("at last");
    }

    @Test
    void dropsAResponseThatComesAfterTheCancellation() throws Exception {
        RecordingListener listener = new RecordingListener();
        Channel channel = open(listener);
        JsonRpcMessage.Request late = call("late", Map.of());
        assertThatThrownBy(() -> channel.exchange(late, ExchangeOptions.timeout(SHORT)))
                .isInstanceOf(RequestTimeoutException.class);

        if (!channel.traits().streamPerRequest()) {
            channel.send(cancelled(late.id()));
        }

        assertThat(echo(channel, "still here")).isEqualTo("still here");
        assertThat(listener.notifications()).isEmpty();
        assertThat(listener.losses()).isEmpty();
    }

    private static JsonRpcMessage.Notification cancelled(RequestId id) {
        return new JsonRpcMessage.Notification(
                "notifications/cancelled", Optional.of(JsonValue.of(Map.of("requestId", id.toJson()))));
    }

    @Test
    void dropsAResponseThatNobodyWaitsFor() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        Channel channel = open();

        assertThat(text(exchange(channel, "unknown-id", Map.of("text", "mine"))))
                .isEqualTo("mine");
    }

    @Test
    void skipsATextThatIsNoMessage() throws Exception {
        requires(TransportFeature.FOREIGN_TEXT);
        Channel channel = open();

        assertThat(text(exchange(channel, "junk", Map.of("text", "mine")))).isEqualTo("mine");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void acceptsANumericIdThatComesBackAsAString() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        assertThat(exchange(open(), "string-id", Map.of())).isInstanceOf(JsonRpcMessage.Success.class);
    }

    @Test
    void takesAnErrorWithoutIdForTheOnlyRequestInFlight() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        assertThat(exchange(open(), "null-id", Map.of()))
                .isInstanceOfSatisfying(
                        JsonRpcMessage.Failure.class,
                        failure -> assertThat(failure.error().message()).isEqualTo("failed as told"));
    }

    @Test
    void failsOnlyTheCallWhoseResponseIsMalformed() throws Exception {
        requires(TransportFeature.FAULTY_SERVER);
        Channel channel = open();
        Background<String> other =
                Background.run(() -> text(exchange(channel, "delay", Map.of("millis", 1000, "text", "unharmed"))));
        awaitHeard(channel, heard -> assertThat(heard).contains("delay"));

        assertThatThrownBy(() -> exchange(channel, "malformed", Map.of()))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("tools/call");
        assertThatThrownBy(() -> exchange(channel, "both", Map.of())).isInstanceOf(ProtocolException.class);
        assertThat(other.result(PATIENCE)).isEqualTo("unharmed");
        assertThat(channel.isOpen()).isTrue();
    }

    @Test
    void deliversProgressInOrderOnTheCallersThreadBeforeTheResult() throws Exception {
        List<Object> progress = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        ExchangeOptions options = new ExchangeOptions(PATIENCE, notification -> {
            threads.add(Thread.currentThread());
            progress.add(notification.params().orElseThrow().asMap().get("progress"));
        });

        JsonRpcMessage.Response response = open().exchange(call("progress", Map.of("steps", 5)), options);

        assertThat(text(response)).isEqualTo("done");
        assertThat(progress).extracting(step -> ((Number) step).intValue()).containsExactly(1, 2, 3, 4, 5);
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    @Test
    void throwsWhatTheProgressListenerThrowsAndStaysUsable() throws Exception {
        Channel channel = open();
        ExchangeOptions options = new ExchangeOptions(PATIENCE, notification -> {
            throw new IllegalStateException("enough");
        });

        assertThatThrownBy(() -> channel.exchange(call("progress", Map.of()), options))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("enough");
        assertThat(echo(channel, "still here")).isEqualTo("still here");
    }
}
