package dev.fastmcp.it.artifacts;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A published artifact of this build. The jar exists from the package phase on, the classes from compile on. */
record Artifact(String name, Path directory, String version) {

    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().getParent();

    static Path root() {
        return ROOT;
    }

    /** All that the BOM lists. */
    static List<Artifact> published() {
        String version = Pom.read(ROOT.resolve("pom.xml")).text("version");
        return Pom.read(ROOT.resolve("fastmcp-bom/pom.xml"))
                .texts("dependencyManagement/dependencies/dependency/artifactId")
                .stream()
                .map(name -> new Artifact(name, ROOT.resolve(name), version))
                .toList();
    }

    String moduleName() {
        return name.replaceFirst("fastmcp-", "dev.fastmcp.").replace('-', '.');
    }

    Path classes() {
        return directory.resolve("target/classes");
    }

    Path jar() {
        return directory.resolve("target/" + name + "-" + version + ".jar");
    }

    Path flattenedPom() {
        return directory.resolve("target/flattened-pom.xml");
    }

    ModuleDescriptor compiledDescriptor() {
        try (InputStream in = Files.newInputStream(classes().resolve("module-info.class"))) {
            return ModuleDescriptor.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ModuleDescriptor packagedDescriptor() {
        return ModuleFinder.of(jar()).findAll().iterator().next().descriptor();
    }

    @Override
    public String toString() {
        return name;
    }
}
