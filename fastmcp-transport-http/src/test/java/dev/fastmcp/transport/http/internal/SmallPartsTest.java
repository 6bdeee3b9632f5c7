package dev.fastmcp.transport.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmallPartsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "APPLICATION/JSON",
                "application/json;charset=utf-8",
                "application/json ; charset=\"x\"",
                " application/json"
            })
    void knowsJson(String type) {
        assertThat(MediaTypes.isJson(type)).isTrue();
        assertThat(MediaTypes.isEventStream(type)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/event-stream", "Text/Event-Stream; charset=UTF-8", "text/event-stream;"})
    void knowsEventStreams(String type) {
        assertThat(MediaTypes.isEventStream(type)).isTrue();
        assertThat(MediaTypes.isJson(type)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "text/html", "application/json2", "application/jsonx;a=b", "text/event-streams", "json", ";"
            })
    void knowsThatOthersAreNeither(String type) {
        assertThat(MediaTypes.isJson(type)).isFalse();
        assertThat(MediaTypes.isEventStream(type)).isFalse();
    }

    @Test
    void takesAMissingTypeForNeither() {
        @Nullable String missing = null;

        assertThat(MediaTypes.isJson(missing)).isFalse();
        assertThat(MediaTypes.isEventStream(missing)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/x, http://h, h, h",
        "HTTP://H:80/x?y, http://h, h, h",
        "https://Example.COM:443, https://example.com, example.com, example.com",
        "https://h:8443/, https://h:8443, h:8443, h",
        "http://h:443/, http://h:443, h:443, h",
        "https://h:80/, https://h:80, h:80, h",
        "http://[::1]:8080/, http://[::1]:8080, [::1]:8080, ::1",
        "http://127.0.0.1/, http://127.0.0.1, 127.0.0.1, 127.0.0.1"
    })
    void namesOrigins(String address, String shown, String authority, String bareHost) {
        Origin origin = Origin.of(URI.create(address));

        assertThat(origin).hasToString(shown);
        assertThat(origin.authority()).isEqualTo(authority);
        assertThat(origin.bareHost()).isEqualTo(bareHost);
    }

    @ParameterizedTest
    @CsvSource({
        "http://h/a, http://H:80/b, true",
        "https://h/, https://h:443/?q, true",
        "http://h/, https://h/, false",
        "http://h/, http://h:81/, false",
        "http://h/, http://h.example/, false",
        "http://h/, http://h./, false",
        "http://localhost/, http://127.0.0.1/, false"
    })
    void comparesOrigins(String one, String other, boolean same) {
        assertThat(Origin.of(URI.create(one)).equals(Origin.of(URI.create(other))))
                .isEqualTo(same);
    }

    @Test
    void waitsASecondIfTheServerDoesNotSay() {
        assertThat(new Reconnection(5, LONGEST).delay()).isEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "0, 100",
        "99, 100",
        "100, 100",
        "1500, 1500",
        "30000, 30000",
        "30001, 30000",
        "999999999999999999, 30000"
    })
    void waitsAsTheServerWantsWithinReason(long wanted, long millis) {
        Reconnection reconnection = new Reconnection(5, LONGEST);
        reconnection.serverWants(wanted);
        reconnection.serverWants(-1);

        assertThat(reconnection.delay()).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void delaysGrowNoLongerThanAllowedUnlessTheServerWantsMore() {
        Reconnection reconnection = new Reconnection(10, Duration.ofSeconds(2));
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(reconnection.delay()).isBetween(Duration.ofSeconds(1), Duration.ofMillis(2500));
        }

        reconnection.serverWants(5000);

        assertThat(reconnection.delay()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(6250));
    }

    @Test
    void waitsLongerAfterEachFruitlessAttemptAndThenGivesUp() {
        Reconnection reconnection = new Reconnection(8, LONGEST);
        Duration before = Duration.ZERO;
        for (int attempt = 0; attempt < 8; attempt++) {
            assertThat(reconnection.allowed()).isTrue();
            Duration delay = reconnection.delay();
            if (attempt < 5) {
                assertThat(delay).isGreaterThan(before);
            }
            assertThat(delay).isLessThanOrEqualTo(Duration.ofMillis(37_500));
            before = delay;
        }

        assertThat(reconnection.allowed()).isFalse();
        reconnection.succeeded();
        assertThat(reconnection.allowed()).isTrue();
        assertThat(reconnection.delay()).isEqualTo(Duration.ofSeconds(1));
    }
}
