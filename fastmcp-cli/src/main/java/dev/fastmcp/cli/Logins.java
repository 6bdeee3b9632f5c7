package dev.fastmcp.cli;

import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.config.McpServerConfig;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.http.Authentication;
import dev.fastmcp.api.http.RequestHeaders;
import dev.fastmcp.api.spi.TransportSource;
import dev.fastmcp.auth.Bearer;
import dev.fastmcp.auth.OAuth;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds out how to prove to a server who is asking. */
final class Logins {

    private Logins() {}

    /**
     * Reads the option.
     *
     * @param typed its value, or {@code null} to use a login that is there already; nobody is asked to log in then
     * @param source the server
     */
    static Optional<Authentication> chosen(@Nullable String typed, Object source, RequestHeaders headers) {
        if (typed == null) {
            boolean given = headers.asMap().keySet().stream().anyMatch("Authorization"::equalsIgnoreCase);
            return given ? Optional.empty() : stored(source);
        }
        if (typed.equals("none")) {
            return Optional.empty();
        }
        if (address(source).isEmpty()) {
            throw new UsageException("--auth needs the address of a server, such as https://example.com/mcp");
        }
        if (typed.equals("oauth")) {
            return Optional.of(oauth());
        }
        try {
            return Optional.of(Bearer.of(Secrets.named("--auth", typed).orElse(typed)));
        } catch (IllegalArgumentException e) {
            throw new UsageException(
                    "--auth holds no token that could be sent: give oauth, none, env:NAME, @FILE or a token");
        }
    }

    private static Optional<Authentication> stored(Object source) {
        if (remote(source).flatMap(RemoteServer::auth).isPresent()) {
            return Optional.empty(); // the configuration says how
        }
        return address(source).flatMap(address -> {
            OAuth login = oauth();
            return login.status(address).isPresent() ? Optional.of(login) : Optional.empty();
        });
    }

    /** Makes the servers of a configuration use the logins that are there already, as {@link #chosen} does for one. */
    static McpConfig withStored(McpConfig config) {
        McpConfig changed = config;
        for (Map.Entry<String, McpServerConfig> entry : config.enabledServers().entrySet()) {
            String name = entry.getKey();
            if (entry.getValue() instanceof RemoteServer remote
                    && expanded(remote, config.path(name)) instanceof RemoteServer actual
                    && actual.headers().keySet().stream().noneMatch("Authorization"::equalsIgnoreCase)
                    && stored(new TransportSource.Server(name, actual)).isPresent()) {
                changed = changed.with(name, remote.with("auth", "oauth"));
            }
        }
        return changed;
    }

    /** A variable that is missing costs its own server only, which says so when it is used. */
    private static @Nullable McpServerConfig expanded(RemoteServer remote, String path) {
        try {
            return remote.expanded(path, System.getenv());
        } catch (ConfigException e) {
            return null;
        }
    }

    static OAuth oauth() {
        return builder().build();
    }

    static OAuth.Builder builder() {
        return OAuth.builder().clientName("FastMCP for Java");
    }

    private static Optional<RemoteServer> remote(Object source) {
        return source instanceof TransportSource.Server server && server.config() instanceof RemoteServer remote
                ? Optional.of(remote)
                : Optional.empty();
    }

    /** The address of a server that is reached over the network. */
    static Optional<URI> address(Object source) {
        Object shown = remote(source).<Object>map(RemoteServer::url).orElse(source);
        if (shown instanceof String word && word.matches("(?i)(https?|wss?)://.*")) {
            try {
                URI uri = URI.create(word);
                return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
            } catch (IllegalArgumentException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
