package dev.fastmcp.core.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventLogTest {

    private final ReplayBudget budget = new ReplayBudget();
    private final EventLog log = new EventLog(budget);

    private static byte[] bytes(int count) {
        return new byte[count];
    }

    private EventLog.Event next(EventId after) throws InterruptedException {
        return log.next(after, 0, () -> true);
    }

    @Test
    void givesTheEventsOfAStreamInOrder() throws Exception {
        long first = log.begin();
        long second = log.begin();
        EventId a = log.add(first, bytes(1));
        log.add(second, bytes(2));
        EventId c = log.add(first, bytes(3));

        assertThat(next(a).id()).isEqualTo(c);
        assertThat(next(c)).isNull();
        assertThat(next(new EventId(second, 0)).json()).hasSize(2);
    }

    @Test
    void anEndedStreamIsReadableAsLongAsThereIsSomethingToRead() {
        long stream = log.begin();
        EventId before = new EventId(stream, 0);
        assertThat(log.isReadable(before)).isTrue();
        EventId only = log.add(stream, bytes(1));

        log.end(stream);

        assertThat(log.isReadable(before)).isTrue();
        assertThat(log.isReadable(only)).isFalse();
    }

    @Test
    void losesTheOldestEventsOfTooMany() throws Exception {
        for (int i = 0; i < 501; i++) {
            log.add(EventId.LISTENING, bytes(1));
        }

        assertThat(next(new EventId(EventId.LISTENING, 0)).id().number()).isEqualTo(2);
    }

    @Test
    void losesTheOldestEventsOfTooLargeOnes() throws Exception {
        log.add(EventId.LISTENING, bytes(3_000_000));
        log.add(EventId.LISTENING, bytes(3_000_000));

        assertThat(next(new EventId(EventId.LISTENING, 0)).id().number()).isEqualTo(2);
    }

    @Test
    void keepsOnlyWhatIsSmallIfAllTogetherKeepTooMuch() throws Exception {
        budget.use(65L * 1024 * 1024);
        EventId small = log.add(EventId.LISTENING, bytes(1000));
        assertThat(next(new EventId(EventId.LISTENING, 0)).id()).isEqualTo(small);

        log.add(EventId.LISTENING, bytes(100_000));

        assertThat(next(new EventId(EventId.LISTENING, 0))).isNull();
    }

    @Test
    void givesBackItsMemory() {
        log.add(EventId.LISTENING, bytes(4_000_000));
        budget.use(61L * 1024 * 1024);
        assertThat(budget.isExceeded()).isTrue();

        log.close();

        assertThat(budget.isExceeded()).isFalse();
        assertThat(log.isReadable(new EventId(EventId.LISTENING, 0))).isFalse();
    }

    @Test
    void aStreamIsForgottenIfItsClientDoesNotComeBack() {
        KeptStream kept = new KeptStream(log, log.begin(), Duration.ZERO);
        kept.lost();
        assertThat(kept.isForgotten()).isTrue();

        log.follow(kept.stream(), 1);
        assertThat(kept.isForgotten()).isFalse();

        log.follow(kept.stream(), -1);
        assertThat(kept.isForgotten()).isTrue();
        assertThat(new KeptStream(log, log.begin(), Duration.ofMinutes(1)).isForgotten())
                .isFalse();
    }

    @Test
    void readsOnlyItsOwnIds() {
        assertThat(EventId.parse(new EventId(12, 345).toString())).contains(new EventId(12, 345));
        assertThat(EventId.parse(null)).isEmpty();
        assertThat(EventId.parse("1-2-3")).isEmpty();
        assertThat(EventId.parse("1-9999999999999999999")).isEmpty();
    }
}
