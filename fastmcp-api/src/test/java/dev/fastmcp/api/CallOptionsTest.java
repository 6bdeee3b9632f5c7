package dev.fastmcp.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.http.RequestHeaders;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CallOptionsTest {

    @Test
    void copiesInsteadOfChanging() {
        CallOptions changed = CallOptions.DEFAULT
                .withTimeout(Duration.ofSeconds(1))
                .withMeta("com.example/a", 1)
                .withMeta("b", 2)
                .returningToolErrors();
        assertThat(changed.timeout()).contains(Duration.ofSeconds(1));
        assertThat(changed.meta()).isEqualTo(Map.of("com.example/a", 1, "b", 2));
        assertThat(changed.toolErrorsReturned()).isTrue();
        assertThat(CallOptions.DEFAULT.timeout()).isEmpty();
        assertThat(CallOptions.DEFAULT.meta()).isEmpty();
        assertThat(CallOptions.DEFAULT.toolErrorsReturned()).isFalse();
    }

    @Test
    void keepsEachOptionWhenAnotherIsSet() {
        CallOptions changed = CallOptions.DEFAULT
                .withProgressRestartingTimeout(true)
                .withTimeout(Duration.ofSeconds(1))
                .withProgress(progress -> {})
                .withMeta("b", 2)
                .withHeaders(RequestHeaders.NONE)
                .returningToolErrors()
                .withCache(CacheMode.BYPASS);
        assertThat(changed.progressRestartsTimeout()).contains(true);
        assertThat(changed.withProgressRestartingTimeout(false).cache()).isEqualTo(CacheMode.BYPASS);
        assertThat(CallOptions.DEFAULT.progressRestartsTimeout()).isEmpty();
    }

    @Test
    void refusesNegativeTimeouts() {
        assertThatThrownBy(() -> CallOptions.DEFAULT.withTimeout(Duration.ofMillis(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT-0.001S");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a", "traceparent", "com.example/", "com.example/x", "com.example.mcp/x", "a1.b-2/c_d.e-f", "x/1"
            })
    void acceptsKeysOfThePrescribedForm(String key) {
        assertThatCode(() -> CallOptions.DEFAULT.withMeta(key, "v")).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-a",
                "a-",
                "a b",
                "/a",
                "1a/b",
                "a./b",
                "a..b/c",
                "a/b/c",
                "io.modelcontextprotocol/x",
                "dev.mcp/x",
                "com.mcp.tools/x",
                "progressToken"
            })
    void refusesOtherKeysAndThoseOfTheProtocol(String key) {
        assertThatThrownBy(() -> CallOptions.DEFAULT.withMeta(key, "v"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"" + key + "\"");
    }
}
