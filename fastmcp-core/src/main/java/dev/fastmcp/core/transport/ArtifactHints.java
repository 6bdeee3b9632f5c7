package dev.fastmcp.core.transport;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.ClientSession;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.spi.TransportSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Knows what would be accepted instead of a source, and which artifacts of this project accept it, for error messages only. */
final class ArtifactHints {

    private static final String STDIO = "dev.fastmcp:fastmcp-transport-stdio";
    private static final String HTTP = "dev.fastmcp:fastmcp-transport-http";
    private static final String WEBSOCKET = "dev.fastmcp:fastmcp-transport-websocket";

    private ArtifactHints() {}

    static Optional<String> hint(TransportSource source) {
        return switch (source) {
            case TransportSource.Url url ->
                ofScheme(String.valueOf(url.uri().getScheme()).toLowerCase(Locale.ROOT));
            case TransportSource.Script script ->
                isScript(script.path().toString())
                        ? Optional.of("add " + STDIO + " for scripts and jars")
                        : Optional.of(
                                seen(script.path()) + "a path must end in .py, .js, .mjs, .cjs or .jar, or in .json"
                                        + " for a configuration; start anything else as a command, that"
                                        + " is, as a list; an address begins with a scheme, such as"
                                        + " https://");
            case TransportSource.Command command -> Optional.of("add " + STDIO + " for commands");
            case TransportSource.Server server ->
                server.config() instanceof RemoteServer remote
                        ? ofEntry(remote)
                        : Optional.of("add " + STDIO + " for commands");
            case TransportSource.Config config -> Optional.of("choose one of its servers");
            case TransportSource.Other other -> Optional.of(ofObject(other.value()));
        };
    }

    private static String seen(Path path) {
        if (Files.isDirectory(path)) {
            return "it is a folder; ";
        }
        return Files.exists(path) ? "" : "there is no such file; ";
    }

    private static String ofObject(Object value) {
        return switch (value) {
            case Client<?> client -> "that is a client already: call its connect(), or give its transport() to another";
            case ClientSession session -> "that is a session already: use it as it is";
            default ->
                "give an address, a path, a command as a List<String>, a configuration, or an object that an installed"
                        + " transport knows";
        };
    }

    private static Optional<String> ofEntry(RemoteServer remote) {
        String url = remote.url();
        return ofScheme(url.substring(0, Math.max(0, url.indexOf(':'))).toLowerCase(Locale.ROOT))
                .or(() -> Optional.of("give a url that begins with http://, https://, ws:// or wss://"));
    }

    private static Optional<String> ofScheme(String scheme) {
        return switch (scheme) {
            case "http", "https" -> Optional.of("add " + HTTP + " for " + scheme + ":// addresses");
            case "ws", "wss" -> Optional.of("add " + WEBSOCKET + " for " + scheme + ":// addresses");
            default -> Optional.empty();
        };
    }

    private static boolean isScript(String path) {
        return path.matches("(?i).*\\.(py|js|mjs|cjs|jar)");
    }
}
