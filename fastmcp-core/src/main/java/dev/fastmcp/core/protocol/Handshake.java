package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.ServerDescription;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.IncompatibleServerException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.InitializeResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The handshake of the legacy era (specification 2025-11-25, "Lifecycle"). */
record Handshake(Line line, ClientOptions options, EraClassifier classifier) {

    /** How a handshake can end. */
    sealed interface Outcome {}

    /** Both sides agreed. */
    record Agreed(ServerDescription server) implements Outcome {}

    /** The server turns out to be modern: it was too slow to say so before. */
    record ModernAfterAll(ProtocolVersion version) implements Outcome {}

    Outcome shake() throws InterruptedException {
        try {
            return agree(initialize(options.preferred(Era.LEGACY)));
        } catch (JsonRpcException refusal) {
            return correct(refusal, refusal);
        } catch (HttpStatusException refusal) {
            return correct(refusal.error().orElse(null), refusal);
        }
    }

    private Outcome correct(@Nullable JsonRpcException error, McpException refusal) throws InterruptedException {
        List<String> offered = error == null
                ? List.of()
                : EraClassifier.supportedVersions(error.data().orElse(null));
        Optional<ProtocolVersion> modern = classifier.newestCommon(offered, Era.MODERN);
        if (error != null && error.code() == JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION && modern.isPresent()) {
            return new ModernAfterAll(modern.get());
        }
        ProtocolVersion legacy = classifier
                .newestCommon(offered, Era.LEGACY)
                .orElseThrow(() -> offered.isEmpty() ? refusal : incompatible(offered.toString(), refusal));
        return agree(initialize(legacy));
    }

    private InitializeResult initialize(ProtocolVersion version) throws InterruptedException {
        Map<String, Object> params = new LinkedHashMap<>();
        params.put("protocolVersion", version.wireName());
        params.put("capabilities", options.capabilities(Era.LEGACY));
        params.put("clientInfo", options.clientInfo());
        JsonValue result = Responses.result("initialize", line.request("initialize", params));
        return Responses.decode("initialize", result, InitializeResult.class);
    }

    private Outcome agree(InitializeResult result) throws InterruptedException {
        String offered = result.protocolVersion();
        ProtocolVersion version = ProtocolVersion.ofWireName(offered)
                .filter(known -> known.era() == Era.LEGACY)
                .filter(options::accepts)
                .orElseThrow(() -> incompatible(offered, null));
        line.channel().agreed(version.wireName());
        line.channel().send(new JsonRpcMessage.Notification("notifications/initialized", Optional.empty()));
        return new Agreed(new ServerDescription(
                version, Optional.of(result.serverInfo()), result.capabilities(), result.instructions()));
    }

    private IncompatibleServerException incompatible(String offered, @Nullable McpException cause) {
        return new IncompatibleServerException(
                line.endpoint() + " wants protocol version \"" + ServerText.excerpt(offered, 80)
                        + "\"; this client was to use "
                        + options.pinnedVersion()
                                .map(ProtocolVersion::wireName)
                                .orElse("one of 2024-11-05 to 2025-11-25"),
                cause);
    }
}
