package dev.fastmcp.core.server;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.Implementation;
import dev.fastmcp.api.model.LoggingLevel;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** Reads what requests of the modern era say of their client in {@code _meta}. Clients say the same each time, which is not read again. Thread-safe. */
final class Senders {

    static final String PREFIX = "io.modelcontextprotocol/";
    static final String VERSION = PREFIX + "protocolVersion";

    private static final int MAX_KNOWN = 64;
    private static final int MAX_CHARACTERS = 4096;

    private final boolean byText;
    private final ConcurrentMap<String, Sender> known = new ConcurrentHashMap<>();
    private volatile @Nullable Last last;

    /** What a request says of its client. */
    record Sender(
            Peer peer,
            Map<String, Object> members,
            @Nullable LoggingLevel logLevel) {}

    private record Last(JsonValue meta, Sender sender) {}

    /** @param byText whether what is said comes as text, and not as an object that is the same each time */
    Senders(boolean byText) {
        this.byText = byText;
    }

    /** @throws JsonRpcException if something is missing or wrong */
    Sender read(JsonValue meta) {
        // A token makes each text another one.
        return byText && meta.member("progressToken").isEmpty() ? ofText(meta) : ofObject(meta);
    }

    private Sender ofText(JsonValue meta) {
        String text = meta.toJson();
        Sender before = known.get(text);
        if (before != null) {
            return before;
        }
        Sender sender = decoded(meta);
        if (known.size() >= MAX_KNOWN) {
            known.clear();
        }
        if (text.length() <= MAX_CHARACTERS) {
            known.put(text, sender);
        }
        return sender;
    }

    private Sender ofObject(JsonValue meta) {
        Last before = last;
        if (before != null && before.meta() == meta) {
            return before.sender();
        }
        Sender sender = decoded(meta);
        if (!byText) {
            last = new Last(meta, sender);
        }
        return sender;
    }

    private static Sender decoded(JsonValue meta) {
        Peer peer = peer(meta);
        return new Sender(peer, Collections.unmodifiableMap(meta.asMap()), logLevel(meta));
    }

    private static Peer peer(JsonValue meta) {
        Object wanted = meta.member(VERSION).map(JsonValue::asObject).orElse(null);
        if (!(wanted instanceof String name)) {
            throw ModernMethods.invalid(VERSION + " is missing in _meta");
        }
        ProtocolVersion version = ProtocolVersion.ofWireName(name)
                .filter(known -> known.era() == Era.MODERN)
                .orElseThrow(() -> new JsonRpcException(
                        JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION,
                        "Unsupported protocol version",
                        Map.of("supported", ModernMethods.versions(), "requested", name)));
        ClientCapabilities capabilities = member(meta, "clientCapabilities", ClientCapabilities.class)
                .orElseThrow(() -> ModernMethods.invalid(PREFIX + "clientCapabilities is missing in _meta"));
        return new Peer(version, member(meta, "clientInfo", Implementation.class), capabilities);
    }

    private static <T> Optional<T> member(JsonValue meta, String name, Class<T> type) {
        try {
            return meta.member(PREFIX + name).flatMap(value -> Optional.ofNullable(value.as(type)));
        } catch (DataMappingException e) {
            throw ModernMethods.invalid(PREFIX + name + " in _meta is invalid");
        }
    }

    private static @Nullable LoggingLevel logLevel(JsonValue meta) {
        Object wanted =
                meta.member(PREFIX + "logLevel").map(JsonValue::asObject).orElse(null);
        return LogMessages.level(wanted).orElse(null);
    }
}
