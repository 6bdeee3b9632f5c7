package dev.fastmcp.it.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On the class path the version that clients tell servers comes from here. */
class ManifestIT {

    static List<Artifact> artifacts() {
        return Artifact.published();
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void aJarKnowsItsVersion(Artifact artifact) throws IOException {
        try (JarFile jar = new JarFile(artifact.jar().toFile())) {
            assertThat(jar.getManifest().getMainAttributes().getValue(Attributes.Name.IMPLEMENTATION_VERSION))
                    .isEqualTo(artifact.version());
        }
    }
}
