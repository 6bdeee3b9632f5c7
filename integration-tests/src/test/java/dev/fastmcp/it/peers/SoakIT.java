package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.CallOptions;
import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.RequestCancelledException;
import dev.fastmcp.api.error.RequestTimeoutException;
import dev.fastmcp.api.model.ElicitResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Many threads that do everything at once on one session, and now and then change their mind. */
@NeedsPeers
class SoakIT {

    private static final int THREADS = 64;
    private static final Duration TIME = Duration.ofSeconds(30);

    private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong givenUp = new AtomicLong();

    @ParameterizedTest
    @EnumSource(names = {"LEGACY", "MODERN"})
    @Timeout(120)
    void everyCallGetsItsOwnAnswerOrIsGivenUp(Era era) throws Exception {
        try (Client<?> client = Client.builder(Peers.modern())
                        .era(era)
                        .onElicitation((form, context) -> ElicitResult.accept(Map.of("ok", true)))
                        .build();
                ClientSession session = client.connect()) {
            List<Thread> threads = new ArrayList<>();
            long end = System.nanoTime() + TIME.toNanos();
            for (int number = 0; number < THREADS; number++) {
                Random random = new Random(number);
                threads.add(Thread.ofVirtual().start(() -> {
                    while (System.nanoTime() < end && wrong.isEmpty()) {
                        attempt(session, random);
                    }
                }));
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(wrong).isEmpty();
            assertThat(done.get()).isGreaterThan(THREADS);
            assertThat(givenUp.get()).isPositive();
            assertThat(session.callTool("echo", Map.of("text", "still here")).text())
                    .isEqualTo("still here");
        }
    }

    private void attempt(ClientSession session, Random random) {
        try {
            once(session, random);
            done.incrementAndGet();
        } catch (RequestTimeoutException | RequestCancelledException | CancellationException e) {
            givenUp.incrementAndGet();
        } catch (RuntimeException e) {
            wrong.add(e.toString());
        }
    }

    private void once(ClientSession session, Random random) {
        int number = random.nextInt(1_000_000);
        switch (random.nextInt(8)) {
            case 0, 1 ->
                expect(
                        "t" + number,
                        session.callTool("echo", Map.of("text", "t" + number)).text());
            case 2 ->
                expect(
                        "t" + number + "é",
                        session.async()
                                .callTool("echo", Map.of("text", "t" + number + "é"))
                                .join()
                                .text());
            case 3 -> session.listTools();
            case 4 -> session.readResource("test://static/greeting");
            case 5 -> session.getPrompt("greet", Map.of("name", "Ann"));
            case 6 ->
                session.callTool(
                        "slow", Map.of(), CallOptions.DEFAULT.withTimeout(Duration.ofMillis(1 + random.nextInt(50))));
            default -> {
                CompletableFuture<?> future = session.async().callTool("slow", Map.of());
                future.cancel(true);
                future.join();
            }
        }
    }

    private void expect(Object expected, Object actual) {
        if (!expected.equals(actual)) {
            wrong.add("expected " + expected + ", but got " + actual);
        }
    }
}
