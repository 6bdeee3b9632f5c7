package dev.fastmcp.transport.stdio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.SessionClosedException;
import dev.fastmcp.api.error.TransportException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StdioConcurrencyTest {

    @AfterEach
    void nothingLeft() {
        Await.nothingLeft();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyThreadsShareOneChannelWithoutAnyFailure(boolean virtual) throws Exception {
        try (Connected server = Connected.to(Connected.faulty().build());
                ExecutorService threads =
                        virtual ? Executors.newVirtualThreadPerTaskExecutor() : Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> sums = new ArrayList<>();
            for (int thread = 0; thread < 16; thread++) {
                int base = thread * 1000;
                sums.add(threads.submit(calls(server, base)));
            }
            for (Future<Integer> sum : sums) {
                assertThat(sum.get()).isEqualTo(600);
            }
        }
    }

    private static Callable<Integer> calls(Connected server, int base) {
        return () -> {
            int right = 0;
            for (int i = 0; i < 600; i++) {
                long number = base + i;
                right += server.call("echo", "{\"n\":" + number + "}").get("n").equals(number) ? 1 : 0;
            }
            return right;
        };
    }

    @Test
    void largeMessagesOfManyThreadsDoNotMix() throws Exception {
        try (Connected server = Connected.to(Connected.faulty().build());
                ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = String.valueOf((char) ('a' + i % 26)).repeat(5_000 * (i % 20 + 1));
                answers.add(threads.submit(() -> server.call("echo", "{\"text\":\"" + text + "\"}")
                        .get("text")
                        .equals(text)));
            }
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    @Test
    void exitFailsAllCallsInFlight() throws Exception {
        try (Connected server = Connected.to(Connected.faulty().build());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            ProcessHandle process = server.server();
            List<Future<?>> calls = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                calls.add(threads.submit(() -> server.call("hang")));
            }
            process.destroyForcibly();

            for (Future<?> call : calls) {
                assertThatThrownBy(call::get).hasCauseInstanceOf(TransportException.class);
            }
            assertThat(server.recorder.losses).hasSize(1);
        }
    }

    @Test
    void closingFailsCallsInFlightAndIsNoLoss() throws Exception {
        try (Connected server = Connected.to(Connected.faulty().build());
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            server.call("echo");
            Future<?> call = threads.submit(() -> server.call("hang"));
            Future<?> other = threads.submit(() -> server.exchange("hang", "{}", Duration.ZERO));

            server.channel.close();

            assertThatThrownBy(call::get).hasCauseInstanceOf(SessionClosedException.class);
            assertThatThrownBy(other::get).hasCauseInstanceOf(SessionClosedException.class);
            assertThatThrownBy(() -> server.call("echo")).isInstanceOf(SessionClosedException.class);
            assertThat(server.recorder.losses).isEmpty();
        }
    }

    @Test
    void eachOpenStartsAProcessOfItsOwnAndClosingTheTransportEndsAll() throws Exception {
        StdioTransport transport = Connected.faulty().build();
        Connected first = Connected.to(transport);
        Connected second = Connected.to(transport);
        ProcessHandle one = first.server();
        ProcessHandle two = second.server();
        assertThat(one.pid()).isNotEqualTo(two.pid());

        transport.close();

        assertThat(Await.runs(one) || Await.runs(two)).isFalse();
        assertThat(first.channel.isOpen() || second.channel.isOpen()).isFalse();
        assertThat(first.recorder.losses).isEmpty();
        try (Connected third = Connected.to(transport)) {
            assertThat(third.call("echo", "{\"a\":1}")).containsEntry("a", 1L);
        }
    }

    @Test
    void listenerThatFailsDoesNotEndTheReader() throws Exception {
        try (Connected server = Connected.to(Connected.faulty().build())) {
            server.call("poison");

            assertThat(server.recorder.notifications).hasSize(1);
            assertThat(server.call("echo", "{\"a\":1}")).containsEntry("a", 1L);
        }
    }
}
