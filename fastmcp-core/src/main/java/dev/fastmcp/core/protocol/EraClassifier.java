package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.DiscoverResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Judges the answer to a {@code server/discover} probe by its shape: codes and structured data count, texts and mere success do not. A pure function; the
 * versions this client is willing to speak are its only state.
 */
record EraClassifier(List<ProtocolVersion> acceptable) {

    EraClassifier {
        acceptable = List.copyOf(acceptable);
    }

    static EraClassifier of(ClientOptions options) {
        return new EraClassifier(Stream.of(ProtocolVersion.values())
                .filter(options::accepts)
                .filter(version -> options.era() == Era.AUTO || options.era() == version.era())
                .toList());
    }

    boolean acceptsOnly(Era era) {
        return acceptable.stream().allMatch(version -> version.era() == era);
    }

    Verdict classify(ProbeEvidence evidence) {
        return switch (evidence) {
            case ProbeEvidence.Answered(JsonRpcMessage.Success success) -> described(success);
            case ProbeEvidence.Answered(JsonRpcMessage.Failure failure) -> refused(failure.error());
            case ProbeEvidence.Garbled garbled -> new Verdict.Legacy();
            case ProbeEvidence.Silent silent -> new Verdict.Legacy();
            case ProbeEvidence.Lost lost -> new Verdict.LegacyAfterRestart();
            case ProbeEvidence.Status status -> status(status);
        };
    }

    private Verdict described(JsonRpcMessage.Success success) {
        try {
            DiscoverResult description = success.result().as(DiscoverResult.class);
            if (description == null || description.supportedVersions().isEmpty()) {
                return new Verdict.Legacy();
            }
            List<String> offered = description.supportedVersions();
            return newestCommon(offered, Era.MODERN)
                    .<Verdict>map(version -> new Verdict.Modern(version, description))
                    .orElseGet(() -> legacyOrNothing(offered));
        } catch (DataMappingException e) {
            // A lenient old server that answers any method with some result.
            return new Verdict.Legacy();
        }
    }

    private Verdict refused(JsonRpcError error) {
        List<String> offered = supportedVersions(error);
        if (error.code() != JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION || offered.isEmpty()) {
            return new Verdict.Legacy();
        }
        return newestCommon(offered, Era.MODERN)
                .<Verdict>map(Verdict.AskAgain::new)
                .orElseGet(() -> legacyOrNothing(offered));
    }

    private Verdict status(ProbeEvidence.Status status) {
        int code = status.code();
        if (code == 401 || code == 403) {
            return new Verdict.Authorize();
        }
        if (code >= 500 || code < 400) {
            return new Verdict.Inconclusive("HTTP status " + code);
        }
        Optional<JsonRpcError> error = status.error();
        if (code == 400 && error.isPresent()) {
            return switch (error.get().code()) {
                case JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION -> refused(error.get());
                case JsonRpcError.HEADER_MISMATCH, JsonRpcError.MISSING_CLIENT_CAPABILITY ->
                    new Verdict.Inconclusive("the server is modern, but refused the request: "
                            + error.get().message());
                default -> new Verdict.Legacy();
            };
        }
        return new Verdict.Legacy();
    }

    private Verdict legacyOrNothing(List<String> offered) {
        return newestCommon(offered, Era.LEGACY).isPresent() ? new Verdict.Legacy() : new Verdict.Incompatible(offered);
    }

    /** The newest version of an era that is offered and acceptable. */
    Optional<ProtocolVersion> newestCommon(List<String> offered, Era era) {
        return acceptable.stream()
                .filter(version -> version.era() == era)
                .filter(version -> offered.contains(version.wireName()))
                .reduce((older, newer) -> newer);
    }

    /** The {@code data.supported} of an error, or nothing. */
    static List<String> supportedVersions(JsonRpcError error) {
        Object data = error.data().map(value -> value.asObject()).orElse(null);
        return data instanceof Map<?, ?> members && members.get("supported") instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
