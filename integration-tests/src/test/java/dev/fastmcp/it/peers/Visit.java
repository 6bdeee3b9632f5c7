package dev.fastmcp.it.peers;

import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What a client does at a server, as a resource of these tests tells it.
 *
 * @param stops one after the other
 */
record Visit(List<Stop> stops) {

    /**
     * One step, and what it should show.
     *
     * @param step what {@code integration-tests/clients/README.md} describes
     * @param expected what is seen, under {@code seen}, or under the name of a client or an era
     */
    record Stop(Map<String, Object> step, Map<String, Object> expected) {

        /** What a client sees. */
        Object expected(ForeignClient client) {
            Object seen = Stream.of("seen", client.name(), client.era().name())
                    .filter(expected::containsKey)
                    .map(expected::get)
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("it is not said what " + client + " should see"));
            String text = JsonValue.of(seen).toJson().replace("{version}", client.version());
            return Objects.requireNonNull(JsonValue.parse(text).asObject());
        }

        @Override
        public String toString() {
            return JsonValue.of(step).toJson();
        }
    }

    /** Reads a visit from the folder {@code visits} of the test resources. */
    static Visit named(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(Visit.class.getResourceAsStream("/visits/" + name + ".json"))) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return new Visit(JsonValue.parse(text).asList().stream()
                    .map(stop -> JsonValue.of(stop).asMap())
                    .map(stop -> new Stop(JsonValue.of(stop.get("step")).asMap(), stop))
                    .toList());
        }
    }

    List<Map<String, Object>> steps() {
        return stops.stream().map(Stop::step).toList();
    }
}
