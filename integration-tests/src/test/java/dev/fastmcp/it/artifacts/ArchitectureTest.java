package dev.fastmcp.it.artifacts;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.module.ModuleDescriptor;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may know whom. */
class ArchitectureTest {

    static List<Artifact> artifacts() {
        return Artifact.published();
    }

    static Stream<Artifact> plugIns() {
        return artifacts().stream().filter(artifact -> artifact.name().matches("fastmcp-(transport-.*|auth)"));
    }

    static Stream<Artifact> notCore() {
        return artifacts().stream().filter(artifact -> !artifact.name().matches("fastmcp-(core|cli)"));
    }

    static Stream<Artifact> freeOfLibraries() {
        return artifacts().stream().filter(artifact -> artifact.name().matches("fastmcp-(api|testkit)"));
    }

    @ParameterizedTest
    @MethodSource("plugIns")
    void plugInsKnowTheApiOnly(Artifact plugIn) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAPackage("dev.fastmcp..")
                        .and(resideInAnyPackage("dev.fastmcp.api..", plugIn.moduleName() + "..")
                                .negate()))
                .check(classes(plugIn));
    }

    @ParameterizedTest
    @MethodSource("notCore")
    void onlyTheCommandLineKnowsCore(Artifact artifact) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("dev.fastmcp.core..", "dev.fastmcp.server.."))
                .check(classes(artifact));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void guiceIsKnownToTheWiringOnly(Artifact artifact) {
        noClasses()
                .that(resideInAPackage("dev.fastmcp.core.wiring..")
                        .or(nameMatching(".*Bindings(\\$.*)?"))
                        .negate())
                .should()
                .dependOnClassesThat(resideInAPackage("com.google.inject.."))
                .check(classes(artifact));
    }

    @ParameterizedTest
    @MethodSource("freeOfLibraries")
    void apiAndTestkitKnowNoLibraryOfTheEngine(Artifact artifact) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("com.google..", "tools.jackson..", "org.slf4j.."))
                .check(classes(artifact));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void logsGoToTheSystemLogger(Artifact artifact) {
        noClasses()
                .should()
                .dependOnClassesThat(resideInAnyPackage("java.util.logging..", "org.slf4j.."))
                .check(classes(artifact));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void packagesHaveNoCycles(Artifact artifact) {
        slices().assignedFrom(new EachPackage()).should().beFreeOfCycles().check(classes(artifact));
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void internalPackagesAreNotExported(Artifact artifact) {
        assertThat(exports(artifact)).noneMatch(name -> (name + ".").contains(".internal."));
    }

    @Test
    void coreExportsTheServerOnly() {
        Artifact core = artifacts().stream()
                .filter(artifact -> artifact.name().equals("fastmcp-core"))
                .findFirst()
                .orElseThrow();

        assertThat(exports(core)).allMatch(name -> (name + ".").startsWith("dev.fastmcp.server."));
    }

    private static List<String> exports(Artifact artifact) {
        return artifact.compiledDescriptor().exports().stream()
                .map(ModuleDescriptor.Exports::source)
                .toList();
    }

    private static JavaClasses classes(Artifact artifact) {
        return new ClassFileImporter().importPath(artifact.classes());
    }

    private static final class EachPackage implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(type.getPackageName());
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    }
}
