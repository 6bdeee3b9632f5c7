package dev.fastmcp.api.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    @Test
    void zeroMeansNever() {
        assertThat(Deadline.after(Duration.ZERO).remainingNanos()).isEqualTo(Long.MAX_VALUE);
        assertThat(Deadline.after(Duration.ZERO).isOver()).isFalse();
    }

    @Test
    void endsAfterItsTime() {
        Deadline deadline = Deadline.after(Duration.ofNanos(1));
        while (!deadline.isOver()) {
            Thread.onSpinWait();
        }
        assertThat(deadline.remainingNanos()).isNotPositive();
        assertThat(deadline.timeout()).isEqualTo(Duration.ofNanos(1));
    }

    @Test
    void givesTheTimeLeftToTheNextStepOrRefuses() {
        assertThat(Deadline.after(Duration.ZERO).remaining(IllegalStateException::new))
                .isZero();
        assertThat(Deadline.after(Duration.ofMinutes(1)).remaining(IllegalStateException::new))
                .isPositive()
                .isLessThanOrEqualTo(Duration.ofMinutes(1));
        Deadline over = Deadline.after(Duration.ofNanos(1));
        while (!over.isOver()) {
            Thread.onSpinWait();
        }
        assertThatThrownBy(() -> over.remaining(IllegalStateException::new)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void survivesDurationsBeyondTheRangeOfNanoseconds() {
        assertThat(Deadline.after(Duration.ofSeconds(Long.MAX_VALUE)).remainingNanos())
                .isPositive();
    }
}
