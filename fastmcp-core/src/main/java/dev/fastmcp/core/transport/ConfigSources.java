package dev.fastmcp.core.transport;

import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.spi.TransportSource;
import java.io.File;
import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Finds the one server in a configuration, and leaves every other source as it is. Variables are expanded here, once. */
public final class ConfigSources {

    private ConfigSources() {}

    /**
     * Resolves a source.
     *
     * @param source what the user passed
     * @return a {@link TransportSource.Server} for a configuration, a map, an entry or a {@code .json} file; else the source itself
     * @throws ConfigException if there is no server, several, or one that cannot be used
     */
    public static Object resolved(Object source) {
        return switch (source) {
            case McpServerConfig server -> new TransportSource.Server("server", expanded("server", server));
            case McpConfig config -> only(config);
            case TransportSource.Config config -> only(config.config());
            case Map<?, ?> map -> only(McpConfig.of(map));
            case TransportSource.Script script -> file(script.path(), source);
            case Path path -> file(path, source);
            case File file -> file(file.toPath(), source);
            case URI uri when "file".equalsIgnoreCase(uri.getScheme()) -> file(Path.of(uri), source);
            case CharSequence text
            when isJson(text.toString()) && !text.toString().contains("://") -> file(path(text.toString()), source);
            default -> source;
        };
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException("source is no valid path: give an address, a path or a command");
        }
    }

    private static Object file(Path path, Object source) {
        return isJson(path.toString()) ? only(McpConfig.read(path)) : source;
    }

    private static boolean isJson(String text) {
        return text.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static TransportSource.Server only(McpConfig config) {
        Map<String, McpServerConfig> enabled = config.enabledServers();
        if (enabled.isEmpty()) {
            throw new ConfigException(
                    config.servers().isEmpty()
                            ? "The configuration has no servers: add one under \"mcpServers\""
                            : "All servers of the configuration are disabled: enable one, or pass its entry itself");
        }
        if (enabled.size() > 1) {
            throw new ConfigException("The configuration has " + enabled.size()
                    + " servers, and one client for several comes with McpConfigTransport, which this version does not"
                    + " have: pass one of them, as in config.server(name)");
        }
        String name = enabled.keySet().iterator().next();
        return new TransportSource.Server(name, expanded(config.path(name), config.server(name)));
    }

    private static McpServerConfig expanded(String path, McpServerConfig server) {
        return server.expanded(path, System.getenv());
    }
}
