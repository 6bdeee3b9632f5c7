package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.error.TransportException.Kind;
import dev.fastmcp.api.jsonrpc.RequestId;
import dev.fastmcp.api.spi.ExchangeOptions;
import dev.fastmcp.api.spi.Limits;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** What a server may do wrong on its pipes, one by one, with a real process. */
class StdioFaultsTest {

    @AfterEach
    void nothingLeft() {
        Await.nothingLeft();
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> assertFails(
            Connected server, String method, Kind kind) {
        TransportException failure = catchThrowableOfType(TransportException.class, () -> server.call(method));
        assertThat(failure.kind()).isEqualTo(kind);
        return assertThat(failure);
    }

    @Test
    void exitDuringACallFailsItAtOnceWithExitCodeAndStderr() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            server.call("echo");
            long start = System.nanoTime();

            assertFails(server, "die", Kind.CLOSED_BY_SERVER)
                    .hasMessageStartingWith("die failed: ")
                    .hasMessageContaining("FaultyServer exited with code 3; last lines of stderr:")
                    .hasMessageEndingWith("\n  fatal: the disk is on fire\n    at FaultyServer");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            assertThat(server.channel.isOpen()).isFalse();
            assertThat(server.recorder.losses).hasSize(1);
        }
    }

    @Test
    void callsAfterTheExitFailWithTheSameReason() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            assertFails(server, "die", Kind.CLOSED_BY_SERVER);

            assertFails(server, "echo", Kind.CLOSED_BY_SERVER).hasMessageContaining("exited with code 3");
            assertThatThrownBy(() -> server.tell("notifications/x")).hasMessageContaining("exited with code 3");
        }
    }

    @Test
    void exitBeforeAnythingWasSentIsSaid() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty("exit-at-once").build())) {
            assertFails(server, "echo", Kind.CLOSED_BY_SERVER)
                    .hasMessageContaining("exited with code 5 before it sent anything")
                    .hasMessageEndingWith("no configuration found");
        }
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void signalIsNamed() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            server.server().destroyForcibly();

            assertFails(server, "hang", Kind.CLOSED_BY_SERVER)
                    .hasMessageContaining("was ended by signal 9 (SIGKILL, exit code 137); it wrote nothing to stderr");
        }
    }

    @Test
    void answerJustBeforeTheExitArrives() throws InterruptedException {
        for (int i = 0; i < 5; i++) {
            try (Connected server = Connected.to(Connected.faulty().build())) {
                assertThat(server.call("answer-and-exit")).isEmpty();
            }
        }
    }

    @Test
    void secretsAreKeptOutOfMessages() throws InterruptedException {
        StdioTransport transport = Connected.faulty("--password", "open-sesame")
                .env("API_TOKEN", "t0p-s3cret")
                .build();
        try (Connected server = Connected.to(transport)) {
            assertFails(server, "leak", Kind.CLOSED_BY_SERVER)
                    .hasMessageContaining("FaultyServer --password *** exited with code 1")
                    .hasMessageEndingWith("cannot log in with *** at https://***@example.org/")
                    .hasMessageNotContainingAny("t0p-s3cret", "open-sesame", "hunter2");
        }
        assertThat(transport.endpoint()).doesNotContain("open-sesame");
        assertThat(transport.toString())
                .doesNotContain("open-sesame", "t0p-s3cret")
                .startsWith("StdioTransport[");
    }

    @Test
    void noiseBlankLinesAndCarriageReturnsAreSkipped() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            assertThat(server.call("noise", "{\"a\":1}")).containsEntry("a", 1L);
            assertThat(server.call("echo", "{\"a\":2}")).containsEntry("a", 2L);
            assertThat(server.recorder.losses).isEmpty();
        }
    }

    @Test
    void closedStderrMeansNothing() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            server.call("close-stderr");

            assertThat(server.call("echo", "{\"a\":2}")).containsEntry("a", 2L);
        }
    }

    @Test
    void floodOnStderrHoldsNothingUp() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            assertThat(server.call("flood")).isEmpty();
        }
    }

    @Test
    void stringIdsOfServerRequestsComeBackAsStrings() throws InterruptedException {
        List<String> related = new CopyOnWriteArrayList<>();
        try (Connected server = Connected.to(Connected.faulty().build())) {
            Thread answerer = Thread.ofVirtual().start(() -> {
                Await.until("request of the server", () -> !server.recorder.requests.isEmpty());
                try {
                    server.answer(server.recorder.requests.get(0).id());
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            var response = server.exchange(
                    "ask",
                    "{}",
                    new ExchangeOptions(Duration.ofSeconds(20), progress -> related.add(progress.method())));
            answerer.join();

            assertThat(server.recorder.requests.get(0).id()).isEqualTo(RequestId.of("question-1"));
            assertThat(response.toString()).contains("\"answered\":\"question-1\"");
            assertThat(related).containsExactly("notifications/progress");
        }
    }

    @Test
    void megabytesOfUnicodeSurviveBothWays() throws InterruptedException {
        String text = "ä€😀-\u2028".repeat(120_000);
        try (Connected server = Connected.to(Connected.faulty().build())) {
            assertThat(server.call("echo", TestJson.write(Map.of("text", text))))
                    .containsEntry("text", text);
            assertThat(server.call("big")).containsEntry("text", "ä€😀-".repeat(100_000));
        }
    }

    @Test
    void grandchildThatHoldsThePipeDelaysNothingAndIsEnded() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            ProcessHandle grandchild = Connected.handle(server.call("leave-grandchild"));
            long start = System.nanoTime();

            assertFails(server, "die", Kind.CLOSED_BY_SERVER).hasMessageContaining("exited with code 7");

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(1));
            Await.gone(grandchild);
        }
    }

    @Test
    void closedOutputOfALivingServerCountsAsTheEnd() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty("ignore-eof")
                .shutdownTimes(Duration.ofMillis(100), Duration.ofSeconds(2))
                .build())) {
            ProcessHandle process = server.server();

            assertFails(server, "close-stdout", Kind.CLOSED_BY_SERVER)
                    .hasMessageContaining("closed its output while it was running, and was ended");

            Await.gone(process);
        }
    }

    @Test
    void closedInputOfALivingServerCountsAsTheEnd() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty()
                .shutdownTimes(Duration.ofMillis(100), Duration.ofSeconds(2))
                .build())) {
            ProcessHandle process = server.server();
            server.call("close-stdin");

            Await.until("failing write", () -> {
                try {
                    server.tell("notifications/x");
                    return false;
                } catch (TransportException e) {
                    return e.kind() == Kind.IO_FAILED;
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            });

            assertFails(server, "echo", Kind.IO_FAILED)
                    .hasMessageContaining("closed its input while it was running, and was ended");
            Await.gone(process);
        }
    }

    @Test
    void serverThatStopsReadingCannotHoldCallersBeyondTheirDeadlines() throws InterruptedException {
        String large = TestJson.write(Map.of("text", "x".repeat(1_000_000)));
        try (Connected server = Connected.to(Connected.faulty()
                .shutdownTimes(Duration.ofMillis(100), Duration.ofSeconds(2))
                .build())) {
            server.call("stop-reading");
            long start = System.nanoTime();

            for (int i = 0; i < 3; i++) {
                assertThatThrownBy(() -> server.exchange("echo", large, Duration.ofMillis(200)))
                        .isInstanceOf(RequestTimeoutException.class);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void timeoutLeavesTheChannelUsable() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            server.call("echo");
            assertThatThrownBy(() -> server.exchange("hang", "{}", Duration.ofMillis(100)))
                    .isInstanceOf(RequestTimeoutException.class);

            assertThat(server.call("echo", "{\"a\":2}")).containsEntry("a", 2L);
        }
    }

    @Test
    void lineWithoutEndIsCutOffAndTheServerEnded() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build(), Limits.DEFAULT.withMaxMessageBytes(100_000))) {
            ProcessHandle process = server.server();

            assertFails(server, "endless", Kind.LIMIT_EXCEEDED)
                    .hasMessageContaining("sent a message of more than 100000 bytes, and was ended")
                    .hasMessageContaining("raise maxMessageBytes");

            Await.gone(process);
        }
    }

    @Test
    void messageOfExactlyTheMaximumPassesAndOneByteMoreDoesNot() throws InterruptedException {
        try (Connected server = Connected.to(Connected.faulty().build(), Limits.DEFAULT.withMaxMessageBytes(100_000))) {
            assertThat(server.call("line", "{\"length\":100000}")).containsKey("text");

            assertThatThrownBy(() -> server.call("line", "{\"length\":100001}"))
                    .asInstanceOf(type(TransportException.class))
                    .satisfies(failure -> assertThat(failure.kind()).isEqualTo(Kind.LIMIT_EXCEEDED));
        }
    }
}
