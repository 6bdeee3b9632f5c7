package dev.fastmcp.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HttpExchangerTest {

    @Test
    void looksHeadersOfResponsesUpInAnyCase() {
        Map<String, List<String>> headers = new HashMap<>();
        headers.put("content-TYPE", new ArrayList<>(List.of("a", "b")));
        HttpExchanger.Response response = new HttpExchanger.Response(200, headers, new byte[0]);
        headers.clear();

        assertThat(response.header("Content-Type")).contains("a");
        assertThat(response.header("Location")).isEmpty();
        assertThat(response.headers()).containsKey("Content-Type");
        assertThatThrownBy(() -> response.headers().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void showsNothingSecret() {
        HttpExchanger.Request request = new HttpExchanger.Request(
                "POST",
                URI.create("https://me:secret@h.example:8443/token?secret=1#secret"),
                Map.of("Authorization", "secret"),
                "secret".getBytes(StandardCharsets.UTF_8),
                Duration.ofSeconds(1),
                10);

        assertThat(request).hasToString("POST https://h.example:8443/token");
        assertThat(new HttpExchanger.Response(401, Map.of("X", List.of("secret")), new byte[] {1}))
                .hasToString("HTTP status 401");
    }
}
