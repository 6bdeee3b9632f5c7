package dev.fastmcp.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.spi.ResponseCacheStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class EvictionsTest {

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> removed = new ArrayList<>();
    private boolean failing;

    private final Evictions evictions = new Evictions(
            new GuardedStore(new ResponseCacheStore() {
                @Override
                public Optional<Entry> get(String key) {
                    return Optional.empty();
                }

                @Override
                public void put(String key, Entry entry) {}

                @Override
                public void remove(String keyPrefix) {
                    if (failing) {
                        throw new IllegalStateException("store is down");
                    }
                    removed.add(keyPrefix);
                }
            }),
            "s|",
            tasks::add);

    private void work() {
        while (!tasks.isEmpty()) {
            tasks.remove().run();
        }
    }

    @Test
    void hidesAtOnceWhatIsDroppedLater() {
        evictions.add("s|a|");
        evictions.add("s|b|");
        assertThat(evictions.cover("s|a|1|")).isTrue();
        assertThat(evictions.cover("s|c|1|")).isFalse();
        assertThat(tasks).as("one worker").hasSize(1);
        assertThat(removed).isEmpty();
        work();
        assertThat(removed).containsExactly("s|a|", "s|b|");
        assertThat(evictions.cover("s|a|1|")).isFalse();
    }

    @Test
    void whatCannotBeDroppedStaysHiddenAndIsTriedAgain() {
        failing = true;
        evictions.add("s|a|");
        work();
        assertThat(evictions.cover("s|c|")).isFalse();
        assertThat(tasks).isEmpty();
        assertThat(evictions.cover("s|a|1|")).isTrue();
        failing = false;
        work();
        assertThat(removed).containsExactly("s|a|");
        assertThat(evictions.cover("s|a|1|")).isFalse();
    }

    @Test
    void tooManyBecomeEverything() {
        for (int i = 0; i < 1500; i++) {
            evictions.add("s|" + i + "|");
        }
        assertThat(evictions.cover("s|anything|")).isTrue();
        work();
        assertThat(removed).hasSizeLessThanOrEqualTo(1000).contains("s|");
    }
}
