package dev.fastmcp.it.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The module path reads {@code provides}, the class path reads service files: both must say the same. */
class ServiceFilesIT {

    private static final String SERVICES = "META-INF/services/";

    static List<Artifact> artifacts() {
        return Artifact.published();
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void serviceFilesEqualTheDescriptor(Artifact artifact) throws IOException {
        Map<String, List<String>> provided = new TreeMap<>();
        artifact.packagedDescriptor()
                .provides()
                .forEach(provides -> provided.put(provides.service(), provides.providers()));

        assertThat(serviceFiles(artifact)).isEqualTo(provided);
    }

    private static Map<String, List<String>> serviceFiles(Artifact artifact) throws IOException {
        Map<String, List<String>> files = new TreeMap<>();
        try (JarFile jar = new JarFile(artifact.jar().toFile())) {
            for (JarEntry entry : jar.stream().toList()) {
                if (entry.getName().startsWith(SERVICES) && !entry.isDirectory()) {
                    String text = new String(jar.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8);
                    files.put(entry.getName().substring(SERVICES.length()), providers(text));
                }
            }
        }
        return files;
    }

    private static List<String> providers(String text) {
        return text.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }
}
