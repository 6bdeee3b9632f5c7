package dev.fastmcp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.model.CacheScope;
import dev.fastmcp.api.spi.ResponseCacheStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheOptionsTest {

    private static final ResponseCacheStore STORE = new ResponseCacheStore() {
        @Override
        public Optional<Entry> get(String key) {
            return Optional.empty();
        }

        @Override
        public void put(String key, Entry entry) {}

        @Override
        public void remove(String keyPrefix) {}
    };

    @Test
    void cachesWhatModernServersAllowForADayByDefault() {
        assertThat(CacheOptions.DEFAULT.maxTtl()).isEqualTo(Duration.ofHours(24));
        assertThat(CacheOptions.DEFAULT.legacyTtl()).isZero();
        assertThat(CacheOptions.DEFAULT.maxEntries()).isEqualTo(1024);
        assertThat(CacheOptions.DEFAULT.store()).isEmpty();
        assertThat(CacheOptions.DEFAULT.partition()).isEmpty();
        assertThat(CallOptions.DEFAULT.cache()).isEqualTo(CacheMode.USE);
    }

    @Test
    void buildersStartWithOtherOptions() {
        CacheOptions options = CacheOptions.builder()
                .maxTtl(Duration.ofHours(1))
                .legacyTtl(Duration.ofMinutes(1))
                .maxEntries(7)
                .store("weather", STORE)
                .partition("alice")
                .build();
        CacheOptions copy = options.toBuilder().maxEntries(8).build();
        assertThat(copy.maxTtl()).isEqualTo(Duration.ofHours(1));
        assertThat(copy.legacyTtl()).isEqualTo(Duration.ofMinutes(1));
        assertThat(copy.maxEntries()).isEqualTo(8);
        assertThat(copy.store()).contains(STORE);
        assertThat(copy.server()).contains("weather");
        assertThat(copy.partition()).contains("alice");
        assertThat(copy.clock()).isSameAs(options.clock());
        assertThat(options.maxEntries()).isEqualTo(7);
    }

    @Test
    void refusesWhatMakesNoSense() {
        CacheOptions.Builder builder = CacheOptions.builder();
        assertThatThrownBy(() -> builder.maxTtl(Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxTtl is PT0S: give a positive duration, or no cache");
        assertThatThrownBy(() -> builder.legacyTtl(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("legacyTtl is PT-0.001S: give a positive duration, or zero to cache nothing");
        assertThatThrownBy(() -> builder.maxEntries(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("maxEntries is 0: give at least 1, or no cache");
        assertThatThrownBy(() -> builder.store(" ", STORE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("name is blank: it must tell one from another");
        assertThatThrownBy(() -> builder.partition(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("identity is blank: it must tell one from another");
    }

    @Test
    void textsTellNeitherIdentitiesNorContents() {
        assertThat(CacheOptions.builder().partition("alice").build().toString()).doesNotContain("alice");
        assertThat(new ResponseCacheStore.Entry(new byte[] {1, 2}, Instant.EPOCH, CacheScope.PUBLIC))
                .hasToString("Entry[2 bytes, public, expires 1970-01-01T00:00:00Z]");
    }
}
