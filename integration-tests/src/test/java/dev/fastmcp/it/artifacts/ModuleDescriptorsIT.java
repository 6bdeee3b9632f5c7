package dev.fastmcp.it.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A change of a descriptor is a change of the API, so it shows in review as a changed snapshot. */
class ModuleDescriptorsIT {

    private static final Path SNAPSHOTS =
            Artifact.root().resolve("integration-tests/src/test/resources/module-descriptors");

    static List<Artifact> artifacts() {
        return Artifact.published();
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void descriptorEqualsItsSnapshot(Artifact artifact) throws IOException {
        Path snapshot = SNAPSHOTS.resolve(artifact.name() + ".txt");
        String described = describe(artifact);
        if (Boolean.getBoolean("snapshots.update")) {
            Files.createDirectories(SNAPSHOTS);
            Files.writeString(snapshot, described);
        }
        assertThat(snapshot)
                .as("after a wanted change run: mvn verify -Dit.test=ModuleDescriptorsIT -Dsnapshots.update=true")
                .content()
                .isEqualTo(described);
    }

    /** Neither the place of the jar nor its version belongs in a snapshot. */
    private static String describe(Artifact artifact) {
        StringWriter out = new StringWriter();
        ToolProvider jar = ToolProvider.findFirst("jar").orElseThrow();
        int status = jar.run(
                new PrintWriter(out),
                new PrintWriter(System.err),
                "--describe-module",
                "--file",
                artifact.jar().toString());
        assertThat(status).as(out.toString()).isZero();
        List<String> lines = out.toString().strip().lines().toList();
        assertThat(lines.get(0)).startsWith(artifact.moduleName());
        return artifact.moduleName()
                + lines.stream().skip(1).map(line -> "\n" + line).sorted().collect(Collectors.joining())
                + "\n";
    }
}
