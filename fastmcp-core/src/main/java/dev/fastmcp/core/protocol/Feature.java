package dev.fastmcp.core.protocol;

import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.UnsupportedFeatureException;
import java.util.Locale;

/** What a server must have declared before an operation may be used. */
enum Feature {
    NONE,
    TOOLS,
    RESOURCES,
    PROMPTS,
    COMPLETIONS,
    LOGGING;

    void requireOf(ServerDescription server, String method) {
        if (!declaredBy(server)) {
            throw new UnsupportedFeatureException("The server does not offer " + name().toLowerCase(Locale.ROOT)
                    + ", so " + method + " was not sent; server().capabilities() tells what it offers");
        }
    }

    private boolean declaredBy(ServerDescription server) {
        var capabilities = server.capabilities();
        return switch (this) {
            case NONE -> true;
            case TOOLS -> capabilities.tools().isPresent();
            case RESOURCES -> capabilities.resources().isPresent();
            case PROMPTS -> capabilities.prompts().isPresent();
            // The first version of the protocol had completion, but no way to declare it.
            case COMPLETIONS ->
                capabilities.completions().isPresent() || server.version() == ProtocolVersion.V2024_11_05;
            case LOGGING -> capabilities.logging().isPresent();
        };
    }
}
