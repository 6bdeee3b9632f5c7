package dev.fastmcp.core.client;

import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.shared.ArtifactVersion;

/** Who we say we are. */
final class LibraryInfo {

    static final Implementation IMPLEMENTATION = Implementation.of(
            "fastmcp-java", ArtifactVersion.of(LibraryInfo.class).orElse("unknown"));

    private LibraryInfo() {}
}
