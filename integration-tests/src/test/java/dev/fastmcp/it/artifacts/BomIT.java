package dev.fastmcp.it.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the BOM promises is what gets published, and it stands on its own. */
class BomIT {

    private static final String MANAGED = "dependencyManagement/dependencies/dependency/";

    static List<Artifact> artifacts() {
        return Artifact.published();
    }

    @Test
    void listsAllAndOnlyThePublishedArtifacts() {
        List<String> published = Pom.read(Artifact.root().resolve("pom.xml")).texts("modules/module").stream()
                .filter(module -> isPublishedJar(Artifact.root().resolve(module)))
                .toList();

        assertThat(artifacts()).extracting(Artifact::name).containsExactlyInAnyOrderElementsOf(published);
    }

    @Test
    void publishedBomNeedsNoParentAndNamesExactVersions() {
        Pom bom = Pom.read(Artifact.root().resolve("fastmcp-bom/target/flattened-pom.xml"));

        assertThat(bom.texts("parent")).isEmpty();
        assertThat(bom.texts("dependencies/dependency")).isEmpty();
        assertThat(bom.texts(MANAGED + "artifactId"))
                .containsExactlyInAnyOrderElementsOf(
                        artifacts().stream().map(Artifact::name).toList());
        assertThat(bom.texts(MANAGED + "version")).containsOnly(bom.text("version"));
        assertThat(bom.text("version")).doesNotContain("$");
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void publishedPomNeedsNoParentAndNamesExactVersions(Artifact artifact) {
        Pom pom = Pom.read(artifact.flattenedPom());

        assertThat(pom.texts("parent")).isEmpty();
        assertThat(pom.texts("dependencies/dependency[not(version)]")).isEmpty();
        assertThat(pom.texts("dependencies/dependency/version")).noneMatch(version -> version.contains("$"));
        assertThat(pom.texts("dependencies/dependency/scope")).doesNotContain("test");
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void everyPackageBelongsToTheModule(Artifact artifact) {
        String module = artifact.moduleName();

        assertThat(artifact.packagedDescriptor().name()).isEqualTo(module);
        assertThat(artifact.packagedDescriptor().packages())
                .allMatch(name -> (name + ".").startsWith(module + ".")
                        || artifact.name().equals("fastmcp-core") && (name + ".").startsWith("dev.fastmcp.server."));
    }

    private static boolean isPublishedJar(Path directory) {
        Pom pom = Pom.read(directory.resolve("pom.xml"));
        return !pom.text("packaging").equals("pom")
                && !pom.text("properties/maven.deploy.skip").equals("true");
    }
}
