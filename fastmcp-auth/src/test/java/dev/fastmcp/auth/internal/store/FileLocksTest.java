package dev.fastmcp.auth.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.spi.StorageBusyException;
import dev.fastmcp.api.spi.TokenStorage;
import dev.fastmcp.auth.FileTokenStorage;
import dev.fastmcp.auth.InMemoryTokenStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class FileLocksTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @TempDir
    private Path folder;

    private FileTokenStorage storage() {
        return FileTokenStorage.in(folder.resolve("tokens"));
    }

    private String place() {
        return folder.resolve("tokens").toString();
    }

    @Test
    void keepsOtherProcessesOut() throws Exception {
        try (OtherProcess other = OtherProcess.start("lock", place())) {
            assertThat(other.line()).isEqualTo("locked");

            assertThatThrownBy(() -> storage().withLockTimeout(SHORT).lock("a"))
                    .isInstanceOf(StorageBusyException.class)
                    .hasMessageMatching("somebody else has been logging in, or renewing tokens, for 0 seconds \\(.*\\Q"
                            + Path.of("tokens", ".a.lock") + "\\E\\); try again later");
            storage().lock("b").close();
            other.goOn();
            assertThat(other.line()).isEqualTo("released");
            storage().lock("a").close();
        }
    }

    @Test
    void isKeptOutByThisProcess() throws Exception {
        TokenStorage.Lock lock = storage().lock("a");
        try (OtherProcess other = OtherProcess.start("count", place(), "1")) {
            storage().save("a", "41".getBytes(StandardCharsets.UTF_8));
            lock.close();

            assertThat(other.line()).isEqualTo("counted");
            assertThat(storage().load("a")).hasValue("42".getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void endsWithTheProcessThatHeldIt() throws Exception {
        try (OtherProcess other = OtherProcess.start("lock", place())) {
            assertThat(other.line()).isEqualTo("locked");
            other.kill();

            storage().withLockTimeout(Duration.ofSeconds(10)).lock("a").close();
        }
    }

    @Test
    void losesNothingBetweenThreadsAndProcesses() throws Exception {
        try (OtherProcess one = OtherProcess.start("count", place(), "25");
                OtherProcess two = OtherProcess.start("count", place(), "25")) {
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            List<Future<?>> results = new ArrayList<>();
            for (int i = 0; i < 25; i++) {
                Callable<?> increment = () -> {
                    // A storage of its own for each, as several clients have.
                    StoreProgram.increment(storage());
                    return "done";
                };
                results.add(threads.submit(increment));
            }
            for (Future<?> result : results) {
                result.get(50, TimeUnit.SECONDS);
            }
            threads.shutdown();
            assertThat(one.line()).isEqualTo("counted");
            assertThat(two.line()).isEqualTo("counted");
        }
        assertThat(storage().load("a")).hasValue("75".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isReleasedOnAnyThreadAndOnlyOnce() throws Exception {
        for (TokenStorage storage : List.of(storage(), new InMemoryTokenStorage())) {
            TokenStorage.Lock first = storage.lock("a");
            Thread.ofPlatform().start(first::close).join();
            TokenStorage.Lock second = storage.lock("a");
            first.close();

            assertThat(waiting(storage).isDone()).isFalse();
            second.close();
        }
    }

    private static Future<?> waiting(TokenStorage storage) throws InterruptedException {
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Callable<?> wait = () -> {
            storage.lock("a").close();
            return "done";
        };
        Future<?> waiting = threads.submit(wait);
        threads.shutdown();
        assertThat(threads.awaitTermination(200, TimeUnit.MILLISECONDS)).isFalse();
        return waiting;
    }

    @Test
    void stopsWaitingWhenInterrupted() throws Exception {
        try (OtherProcess other = OtherProcess.start("lock", place())) {
            assertThat(other.line()).isEqualTo("locked");
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            Future<TokenStorage.Lock> waiting = threads.submit(() -> storage().lock("a"));
            Future<TokenStorage.Lock> behind = threads.submit(() -> storage().lock("a"));

            threads.shutdownNow();

            for (Future<?> each : List.of(waiting, behind)) {
                assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(InterruptedException.class);
            }
            other.kill();
            storage().withLockTimeout(Duration.ofSeconds(10)).lock("a").close();
        }
    }

    @Test
    void givesUpWithinOneProcessAsWell() throws Exception {
        TokenStorage.Lock lock = storage().lock("a");
        try {
            assertThatThrownBy(() -> storage().withLockTimeout(SHORT).lock("a"))
                    .isInstanceOf(StorageBusyException.class);
        } finally {
            lock.close();
        }
        storage().withLockTimeout(SHORT).lock("a").close();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void doesNotFollowLinksToLockFiles() throws IOException {
        Path target = folder.resolve("target");
        storage().save("a", new byte[0]);
        Files.createSymbolicLink(folder.resolve("tokens").resolve(".a.lock"), target);

        assertThatThrownBy(() -> storage().lock("a")).isInstanceOf(IOException.class);
        assertThat(target).doesNotExist();
    }

    @Test
    void forgetsNamesThatNobodyUses() throws Exception {
        NamedLocks locks = new NamedLocks();
        TokenStorage.Lock lock = locks.acquire("a", SHORT);
        assertThatThrownBy(() -> locks.acquire("a", Duration.ofMillis(1))).isInstanceOf(StorageBusyException.class);
        assertThat(locks.size()).isEqualTo(1);

        lock.close();

        assertThat(locks.size()).isZero();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void keepsTheOldFileIfTheDiskTakesNoMore() throws Exception {
        storage().save("a", "1".getBytes(StandardCharsets.UTF_8));

        try (OtherProcess other = OtherProcess.startWithFileLimit(2, "save", place(), "100000")) {
            assertThat(other.rest()).containsExactly("failed");
        }

        assertThat(storage().load("a")).hasValue("1".getBytes(StandardCharsets.UTF_8));
        try (var files = Files.list(folder.resolve("tokens"))) {
            assertThat(files.map(Path::getFileName).map(Path::toString)).containsExactly("a.json");
        }
    }
}
