package dev.fastmcp.it.auth;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The port from which a server of {@code integration-tests/authorization} is told what to do. */
record Control(String address) {

    /** An answer for {@code GET}. */
    JsonValue look(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    /** An answer for {@code POST}. */
    JsonValue tell(String path, Map<String, ?> body) {
        String json = JsonValue.of(body).toJson();
        return send(path, HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    /** The requests that a server has noted, in the order of their answers. */
    @SuppressWarnings("unchecked")
    List<Map<String, Object>> requests() {
        return look("/requests").asList().stream()
                .map(each -> (Map<String, Object>) each)
                .toList();
    }

    private JsonValue send(String path, HttpRequest.Builder request) {
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> response = http.send(
                    request.uri(URI.create(address + path))
                            .timeout(Duration.ofSeconds(30))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new AssertionError(path + " was refused: " + response.body());
            }
            return JsonValue.parse(response.body());
        } catch (IOException e) {
            throw new AssertionError(path + " did not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(path + " was interrupted", e);
        }
    }
}
