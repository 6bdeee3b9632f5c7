package dev.fastmcp.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.spi.ResponseCacheStore.Entry;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class InMemoryStoreTest {

    private static Entry entry(int bytes) {
        return new Entry(new byte[bytes], Instant.MAX, CacheScope.PRIVATE);
    }

    @Test
    void dropsWhatHasNotBeenUsedForLongest() {
        InMemoryStore store = new InMemoryStore(2, 1000);
        store.put("a", entry(1));
        store.put("b", entry(1));
        store.get("a");
        store.put("c", entry(1));
        assertThat(store.get("a")).isPresent();
        assertThat(store.get("b")).isEmpty();
        assertThat(store.get("c")).isPresent();
    }

    @Test
    void holdsNoMoreBytesThanAllowed() {
        InMemoryStore store = new InMemoryStore(100, 100);
        store.put("a", entry(60));
        store.put("a", entry(61));
        store.put("b", entry(30));
        assertThat(store.get("a")).isPresent();
        store.put("c", entry(30));
        assertThat(store.get("b")).isEmpty();
        store.remove("a");
        store.put("d", entry(60));
        assertThat(store.get("c")).isPresent();
        store.put("e", entry(200));
        assertThat(store.get("e")).as("too large at all").isEmpty();
    }

    @Test
    void removesByTheBeginningOfKeys() {
        InMemoryStore store = new InMemoryStore(10, 1000);
        store.put("a|b|", entry(1));
        store.put("a|c|", entry(1));
        store.put("ab|", entry(1));
        store.remove("a|");
        assertThat(store.get("a|b|")).isEmpty();
        assertThat(store.get("a|c|")).isEmpty();
        assertThat(store.get("ab|")).isPresent();
    }
}
