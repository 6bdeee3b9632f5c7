package dev.fastmcp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Era;
import dev.fastmcp.testkit.internal.Leftovers;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class LeftoversTest {

    @Test
    void findsVirtualAndPlatformThreadsOfTheLibrary() throws Exception {
        Leftovers before = Leftovers.now();
        CountDownLatch end = new CountDownLatch(1);
        Thread virtual = Thread.ofVirtual().name("fastmcp-test-virtual").start(() -> awaitQuietly(end));
        Thread platform = Thread.ofPlatform().name("fastmcp-test-platform").start(() -> awaitQuietly(end));
        Thread foreign = Thread.ofVirtual().name("other").start(() -> awaitQuietly(end));

        assertThat(Leftovers.now().without(before))
                .hasSize(2)
                .anyMatch(found -> found.contains("fastmcp-test-virtual"))
                .anyMatch(found -> found.contains("fastmcp-test-platform"));

        end.countDown();
        virtual.join();
        platform.join();
        foreign.join();
        Eventually.await(
                "they have gone",
                () -> assertThat(Leftovers.now().without(before)).isEmpty());
    }

    @Test
    void findsChildProcesses() throws Exception {
        Leftovers before = Leftovers.now();
        Process child = new ProcessBuilder(ScriptedServer.command(Era.AUTO)).start();

        assertThat(Leftovers.now().without(before)).containsExactly("process " + child.pid());

        child.destroyForcibly().waitFor();
        assertThat(Leftovers.now().without(before)).isEmpty();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
