package dev.fastmcp.core.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.spi.ExchangeOptions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MemoryDeadlineTest {

    private static ExchangeOptions within(Duration timeout) {
        return ExchangeOptions.timeout(timeout);
    }

    @Test
    void aShorterDeadlineIsNotHeldUpByALongerOne() throws Exception {
        CountDownLatch rung = new CountDownLatch(1);
        MemoryDeadline hour = MemoryDeadline.of(within(Duration.ofHours(1)), () -> {});
        MemoryDeadline shorter = MemoryDeadline.of(within(Duration.ofMillis(20)), rung::countDown);
        assertThat(rung.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(shorter.isOver()).isTrue();
        assertThat(hour.isOver()).isFalse();
        hour.end();
    }

    @Test
    void oneThatComesAfterAnotherHasRungRingsAsWell() throws Exception {
        for (int i = 0; i < 3; i++) {
            CountDownLatch rung = new CountDownLatch(1);
            MemoryDeadline.of(within(Duration.ofMillis(5)), rung::countDown);
            assertThat(rung.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatHasEndedDoesNotRing() throws Exception {
        AtomicInteger rung = new AtomicInteger();
        MemoryDeadline ended = MemoryDeadline.of(within(Duration.ofMillis(5)), rung::incrementAndGet);
        ended.end();
        CountDownLatch later = new CountDownLatch(1);
        MemoryDeadline.of(within(Duration.ofMillis(50)), later::countDown);
        assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(rung).hasValue(0);
        assertThat(ended.isOver()).isFalse();
    }

    @Test
    void progressMayBringTheEndNearer() throws Exception {
        CountDownLatch rung = new CountDownLatch(1);
        ExchangeOptions options =
                new ExchangeOptions(Duration.ofHours(1), notification -> {}, Map.of(), Map.of(), Duration.ofMillis(20));
        MemoryDeadline.of(options, rung::countDown).progressed();
        assertThat(rung.await(20, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void withoutATimeoutNothingRings() {
        MemoryDeadline endless = MemoryDeadline.of(within(Duration.ZERO), () -> {});
        endless.progressed();
        assertThat(endless.isOver()).isFalse();
        endless.end();
    }
}
