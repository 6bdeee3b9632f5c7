package dev.fastmcp.core.transport;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.spi.TransportSource;
import java.net.URI;

/** Shows a source in an error message, without what may be a secret in it. */
final class SourceText {

    private SourceText() {}

    static String of(TransportSource source) {
        return switch (source) {
            case TransportSource.Url url -> "the address \"" + withoutSecrets(url.uri()) + "\"";
            case TransportSource.Script script ->
                "the path \"" + ServerText.excerpt(script.path().toString(), 200) + "\"";
            case TransportSource.Command command ->
                "the command \"" + ServerText.excerpt(command.command().get(0), 200) + "\"";
            case TransportSource.Server server ->
                "the server \"" + ServerText.excerpt(server.name(), 80) + "\" of the configuration";
            case TransportSource.Config config -> "a configuration of several servers";
            case TransportSource.Other other -> "an object of " + other.value().getClass();
        };
    }

    private static String withoutSecrets(URI uri) {
        String authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        return uri.getScheme() + "://" + authority.substring(authority.lastIndexOf('@') + 1) + path;
    }
}
