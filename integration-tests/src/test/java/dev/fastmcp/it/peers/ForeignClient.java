package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.json.JsonValue;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A client that others have made: one of the scripts of {@code integration-tests/clients}, in one era. */
enum ForeignClient {
    TYPESCRIPT_LEGACY(Era.LEGACY, "2025-11-25"),
    TYPESCRIPT_MODERN(Era.MODERN, "2026-07-28"),
    FASTMCP_2(Era.LEGACY, "2025-06-18"),
    FASTMCP_4(Era.MODERN, "2026-07-28");

    /** For a visit of some servers at once, on a busy machine. */
    private static final int PATIENCE_SECONDS = 150;

    private static final Path SCRIPTS = Path.of("clients").toAbsolutePath();

    private final Era era;
    private final String version;

    ForeignClient(Era era, String version) {
        this.era = era;
        this.version = version;
    }

    Era era() {
        return era;
    }

    /** The newest version that it speaks in its era. */
    String version() {
        return version;
    }

    /** Whether it starts a proxy as its child, or goes to one over HTTP: of each library and each era there is one that does. */
    boolean hasProxyAsChild() {
        return this == TYPESCRIPT_LEGACY || this == FASTMCP_4;
    }

    private List<String> command() {
        return switch (this) {
            case TYPESCRIPT_LEGACY, TYPESCRIPT_MODERN ->
                List.of("node", Peers.NPM.resolve("typescript-client.mjs").toString());
            case FASTMCP_2, FASTMCP_4 ->
                List.of(
                        Peers.python(this == FASTMCP_2 ? "fastmcp2" : "fastmcp4", "python"),
                        SCRIPTS.resolve("fastmcp_client.py").toString());
        };
    }

    /**
     * Visits some servers at the same time, with a connection to each.
     *
     * @param targets the servers, each with {@code command} and {@code env}, or with {@code url}
     * @param steps what to do at each
     * @return for each server what was seen at each step
     */
    List<List<Map<String, Object>>> visit(List<Map<String, Object>> targets, List<?> steps)
            throws IOException, InterruptedException {
        List<Map<String, Object>> visits = targets.stream()
                .map(target -> Map.of("target", target, "era", era.name().toLowerCase(Locale.ROOT), "steps", steps))
                .toList();
        Path seen = Files.createTempFile("fastmcp-seen", ".json");
        Path errors = Files.createTempFile("fastmcp-errors", ".txt");
        try {
            Process process = new ProcessBuilder(command())
                    .redirectOutput(seen.toFile())
                    .redirectError(errors.toFile())
                    .start();
            tell(process, JsonValue.of(visits).toJson());
            boolean ended = process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended && process.exitValue() == 0)
                    .as("%s does all steps in time; it wrote:%n%s", this, Files.readString(errors))
                    .isTrue();
            return outcomes(JsonValue.parse(Files.readString(seen)));
        } finally {
            Files.delete(seen);
            Files.delete(errors);
        }
    }

    private static void tell(Process process, String visits) {
        try (Writer writer = process.outputWriter()) {
            writer.write(visits);
        } catch (IOException e) {
            // It has ended, and its errors say why.
        }
    }

    @SuppressWarnings("unchecked")
    private static List<List<Map<String, Object>>> outcomes(JsonValue seen) {
        return (List<List<Map<String, Object>>>) (List<?>) seen.asList();
    }
}
