package dev.fastmcp.core.client;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.Era;
import dev.fastmcp.api.config.RemoteServer;
import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.spi.TransportSource;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Carries over to a builder what an entry of a configuration says about the client; what is set later wins. */
final class ConfiguredOptions {

    private ConfiguredOptions() {}

    static void apply(TransportSource.Server server, Client.Builder<?> builder) {
        server.config().era().ifPresent(era -> builder.era(Era.valueOf(era.toUpperCase(Locale.ROOT))));
        server.config().timeout().ifPresent(builder::timeout);
        if (server.config() instanceof RemoteServer remote) {
            remote.auth().ifPresent(auth -> builder.auth(spec(server.name(), auth)));
        }
    }

    private static String spec(String name, Object auth) {
        if (auth instanceof String text) {
            return text;
        }
        if (auth instanceof Map<?, ?> map) {
            if ("bearer".equals(map.get("type"))
                    && map.get("token") instanceof String token
                    && map.keySet().equals(Set.of("type", "token"))) {
                return token;
            }
            if ("oauth".equals(map.get("type")) && map.size() == 1) {
                return "oauth";
            }
        }
        throw new ConfigException("The member auth of the server \"" + ServerText.excerpt(name, 80)
                + "\" cannot be used: give \"oauth\", a bearer token,"
                + " {\"type\": \"oauth\"} or {\"type\": \"bearer\", \"token\": …}; for more, set an Authentication"
                + " at the client and leave auth out");
    }
}
