package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.LoggingLevel;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What every request of the modern era says about its sender (specification 2026-07-28, "Request metadata"). */
record RequestMeta(ProtocolVersion version, Implementation clientInfo, ClientCapabilities capabilities) {

    private static final String PREFIX = "io.modelcontextprotocol/";

    static RequestMeta of(ProtocolVersion version, ClientOptions options) {
        return new RequestMeta(version, options.clientInfo(), options.capabilities(Era.MODERN));
    }

    Map<String, Object> members(@Nullable LoggingLevel level) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put(PREFIX + "protocolVersion", version.wireName());
        members.put(PREFIX + "clientInfo", clientInfo);
        members.put(PREFIX + "clientCapabilities", capabilities);
        if (level != null) {
            members.put(PREFIX + "logLevel", level.wireName());
        }
        return members;
    }
}
