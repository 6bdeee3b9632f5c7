package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InitializeResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The handshake of the legacy era (specification 2025-11-25, "Lifecycle"). */
record Handshake(Line line, ClientOptions options, EraClassifier classifier) {

    /** How a handshake can end. */
    sealed interface Outcome {}

    /** Both sides agreed. */
    record Agreed(ServerDescription server) implements Outcome {}

    /** The server turns out to be modern: it was too slow to say so before. */
    record ModernAfterAll(ProtocolVersion version) implements Outcome {}

    Outcome shake() throws InterruptedException {
        JsonRpcMessage.Response response = initialize(options.preferred(Era.LEGACY));
        if (response instanceof JsonRpcMessage.Failure refusal) {
            List<String> offered = EraClassifier.supportedVersions(refusal.error());
            Optional<ProtocolVersion> legacy = classifier.newestCommon(offered, Era.LEGACY);
            Optional<ProtocolVersion> modern = classifier.newestCommon(offered, Era.MODERN);
            if (refusal.error().code() == JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION && modern.isPresent()) {
                return new ModernAfterAll(modern.get());
            }
            if (legacy.isPresent()) {
                response = initialize(legacy.get());
            }
        }
        return switch (response) {
            case JsonRpcMessage.Failure failure -> throw ProtocolEngine.refused("initialize", failure.error());
            case JsonRpcMessage.Success success ->
                agree(ProtocolEngine.decode("initialize", success.result(), InitializeResult.class));
        };
    }

    private JsonRpcMessage.Response initialize(ProtocolVersion version) throws InterruptedException {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("protocolVersion", version.wireName());
        params.put("capabilities", Map.of());
        params.put("clientInfo", options.clientInfo());
        return line.request("initialize", params);
    }

    private Outcome agree(InitializeResult result) throws InterruptedException {
        String offered = result.protocolVersion();
        ProtocolVersion version = ProtocolVersion.ofWireName(offered)
                .filter(known -> known.era() == Era.LEGACY)
                .filter(options::accepts)
                .orElseThrow(() -> incompatible(offered));
        line.channel().send(new JsonRpcMessage.Notification("notifications/initialized", Optional.empty()));
        return new Agreed(new ServerDescription(
                version, Optional.of(result.serverInfo()), result.capabilities(), result.instructions()));
    }

    private IncompatibleServerException incompatible(String offered) {
        return new IncompatibleServerException(line.endpoint() + " wants protocol version \""
                + ServerText.excerpt(offered, 40) + "\"; this client was to use "
                + options.pinnedVersion().map(ProtocolVersion::wireName).orElse("one of 2024-11-05 to 2025-11-25"));
    }
}
