package dev.fastmcp.core.client;

import dev.fastmcp.api.model.Implementation;
import java.lang.module.ModuleDescriptor;
import java.util.Optional;

/** Who we say we are. */
final class LibraryInfo {

    static final Implementation IMPLEMENTATION = Implementation.of("fastmcp-java", version());

    private LibraryInfo() {}

    /** A module knows its version from its descriptor, a jar on the class path from its manifest. */
    private static String version() {
        return Optional.ofNullable(LibraryInfo.class.getModule().getDescriptor())
                .flatMap(ModuleDescriptor::rawVersion)
                .or(() -> Optional.ofNullable(LibraryInfo.class.getPackage().getImplementationVersion()))
                .orElse("unknown");
    }
}
