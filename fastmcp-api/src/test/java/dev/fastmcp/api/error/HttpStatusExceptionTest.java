package dev.fastmcp.api.error;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpStatusExceptionTest {

    @Test
    void carriesWhatTheServerSaid() {
        JsonRpcException error = new JsonRpcException(-32000, "no", null);
        HttpStatusException e = new HttpStatusException(400, "failed", Map.of("allow", "POST"), error);

        assertThat(e.status()).isEqualTo(400);
        assertThat(e.header("ALLOW")).contains("POST");
        assertThat(e.headers()).hasSize(1).containsEntry("Allow", "POST").isUnmodifiable();
        assertThat(e.header("Retry-After")).isEmpty();
        assertThat(e.error()).contains(error);
        assertThat(e).hasMessage("failed").hasCause(error);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "' 7 ', 7", "999999999999, 86400"})
    void readsRetryAfterInSeconds(String header, long seconds) {
        HttpStatusException e = new HttpStatusException(503, "busy", Map.of("Retry-After", header), null);

        assertThat(e.retryAfter()).contains(Duration.ofSeconds(seconds));
    }

    @ParameterizedTest
    @CsvSource({"-1", "soon", "1.5", "'Wed, 21 Oct 2026 07:28:00 GMT'", "99999999999999999999"})
    void leavesOtherFormsOfRetryAfterToTheCaller(String header) {
        HttpStatusException e = new HttpStatusException(503, "busy", Map.of("Retry-After", header), null);

        assertThat(e.retryAfter()).isEmpty();
        assertThat(e.header("retry-after")).contains(header);
    }
}
