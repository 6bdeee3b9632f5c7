package dev.fastmcp.core.transport;

import dev.fastmcp.api.config.InstalledServer;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.core.transform.ToolTransforms;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** Finds out whether a configuration has one server or several, and leaves every other source as it is. The variables of a single server are expanded here, once. */
public final class ConfigSources {

    private ConfigSources() {}

    /**
     * Resolves a source.
     *
     * @param source what the user passed
     * @return a {@link TransportSource.Server} or, for several servers or changed tools, a {@link TransportSource.Config} for a configuration, a map, an entry, a server that was found on this machine, or a {@code .json} file; else the source itself
     * @throws ConfigException if there is no server, or the only one cannot be used
     * @throws IllegalArgumentException if the source is of a kind that could be used, but wrong in itself
     */
    public static Object resolved(Object source) {
        return switch (source) {
            case McpServerConfig server -> alone("server", "server", server);
            case McpConfig config -> only(config);
            case TransportSource.Config config -> only(config.config());
            case Map<?, ?> map -> only(notAnEntry(McpConfig.of(map)));
            case InstalledServer found -> alone(found.name(), found.path(), found.config());
            default ->
                TransportSources.path(source)
                        .filter(path -> isJson(path.toString()))
                        .<Object>map(ConfigSources::file)
                        .orElse(source);
        };
    }

    private static McpConfig notAnEntry(McpConfig config) {
        if (config.servers().isEmpty()
                && (config.json().get("command") instanceof String
                        || config.json().get("url") instanceof String)) {
            throw new ConfigException("The map is the entry of one server: give McpServerConfig.of(map)");
        }
        return config;
    }

    private static TransportSource file(Path path) {
        McpConfig config = McpConfig.read(path);
        try {
            return only(config);
        } catch (ConfigException e) {
            throw new ConfigException(path + ": " + e.getMessage(), e);
        }
    }

    private static boolean isJson(String text) {
        return text.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    private static TransportSource only(McpConfig config) {
        Map<String, McpServerConfig> enabled = config.enabledServers();
        Map<String, ConfigException> wrong = config.invalidServers();
        if (enabled.isEmpty() && !wrong.isEmpty()) {
            throw wrong.values().iterator().next();
        }
        if (enabled.isEmpty()) {
            throw new ConfigException(
                    config.servers().isEmpty()
                            ? "The configuration has no servers: add one under \"mcpServers\""
                            : "All servers of the configuration are disabled: enable one, or pass its entry itself");
        }
        if (config.hasSeveralServers()) {
            return new TransportSource.Config(config);
        }
        String name = enabled.keySet().iterator().next();
        return alone(name, config.path(name), config.server(name));
    }

    /** A server whose tools are changed is treated as if there were others. */
    private static TransportSource alone(String name, String path, McpServerConfig server) {
        if (!server.changesTools()) {
            return new TransportSource.Server(name, expanded(path, server));
        }
        // So that a mistake is found here, with its place.
        ToolTransforms.of(path, server);
        return new TransportSource.Config(McpConfig.empty().with(name, server.with("disabled", false)));
    }

    private static McpServerConfig expanded(String path, McpServerConfig server) {
        return server.expanded(path, System.getenv());
    }
}
