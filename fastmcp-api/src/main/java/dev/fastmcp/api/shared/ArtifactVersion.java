package dev.fastmcp.api.shared;

import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Knows which version of an artifact is running. */
public final class ArtifactVersion {

    private ArtifactVersion() {}

    /**
     * A module knows its version from its descriptor, a jar on the class path from its manifest.
     *
     * @param type a class of the artifact
     * @return the version; empty if neither says it
     */
    public static Optional<String> of(Class<?> type) {
        return Optional.ofNullable(type.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(type.getPackage().getImplementationVersion()));
    }
}
