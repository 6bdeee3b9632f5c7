package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.model.LoggingLevel;
import dev.fastmcp.core.server.IncomingCall;
import dev.fastmcp.core.server.Introduction;
import dev.fastmcp.core.server.Peer;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server behind finds in {@code _meta}: in the modern era also who asks, and what can be asked of him. The same as before as long as a client says the same. Thread-safe. */
final class ForwardedMeta {

    private static final String PREFIX = "io.modelcontextprotocol/";

    /** They belong to the way from the client to the proxy. */
    private static final Set<String> OF_ONE_WAY = Set.of(
            "progressToken",
            PREFIX + "protocolVersion",
            PREFIX + "clientInfo",
            PREFIX + "clientCapabilities",
            PREFIX + "logLevel");

    private volatile @Nullable Last last;

    private record Last(
            Map<String, Object> said,
            Peer peer,
            @Nullable LoggingLevel logLevel,
            Introduction server,
            Map<String, Object> meta) {

        boolean is(IncomingCall call, Introduction other) {
            return said == call.meta() && peer == call.peer() && logLevel == call.logLevel() && server == other;
        }
    }

    /** Returns the same map for the same things said. */
    Map<String, Object> of(IncomingCall call, Introduction server, Era era) {
        Last before = last;
        if (before != null && before.is(call, server)) {
            return before.meta();
        }
        Map<String, Object> meta = Collections.unmodifiableMap(made(call, server, era));
        last = new Last(call.meta(), call.peer(), call.logLevel(), server, meta);
        return meta;
    }

    private static Map<String, Object> made(IncomingCall call, Introduction server, Era era) {
        Map<String, Object> meta = new LinkedHashMap<>(call.meta());
        meta.keySet().removeAll(OF_ONE_WAY);
        if (era == Era.MODERN) {
            meta.put(PREFIX + "clientCapabilities", call.peer().capabilities());
            call.peer().client().ifPresent(client -> meta.put(PREFIX + "clientInfo", client));
            LoggingLevel level = call.leastLogLevel();
            if (level != null && server.capabilities().logging().isPresent()) {
                meta.put(PREFIX + "logLevel", level.wireName());
            }
        }
        return meta;
    }
}
