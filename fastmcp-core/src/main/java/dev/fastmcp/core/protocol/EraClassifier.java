package dev.fastmcp.core.protocol;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.model.DiscoverResult;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Judges the answer to a {@code server/discover} probe by its shape: codes and structured data count, texts and mere success do not. A pure function; the
 * versions this client is willing to speak are its only state.
 */
record EraClassifier(List<ProtocolVersion> acceptable) {

    private static final String DISCOVER = "server/discover";

    /** The codes of the modern era begin below. */
    private static final int NEWEST_OF_OLD_SERVERS = -32000;

    private static final int OLDEST_OF_OLD_SERVERS = -32019;

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
            case ProbeEvidence.Answered(JsonRpcMessage.Failure(var id, JsonRpcError error)) ->
                refused(Responses.refused(DISCOVER, error), null);
            case ProbeEvidence.Garbled garbled -> new Verdict.Legacy();
            case ProbeEvidence.Silent silent -> new Verdict.Legacy();
            case ProbeEvidence.Lost lost -> new Verdict.LegacyAfterRestart();
            case ProbeEvidence.Status(HttpStatusException answer) -> status(answer);
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

    private Verdict refused(JsonRpcException error, @Nullable HttpStatusException status) {
        List<String> offered = supportedVersions(error.data().orElse(null));
        if (error.code() != JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION || offered.isEmpty()) {
            return acceptsOnly(Era.MODERN)
                    ? unanswered(error.code(), status == null ? error : status)
                    : new Verdict.Legacy();
        }
        return newestCommon(offered, Era.MODERN)
                .<Verdict>map(Verdict.AskAgain::new)
                .orElseGet(() -> legacyOrNothing(offered));
    }

    /** Without a handshake to try next nobody else says what is wrong. Servers of the legacy era say more than one thing to a method, or a client, that they do not know. */
    private static Verdict unanswered(int code, McpException refusal) {
        if (code == JsonRpcError.METHOD_NOT_FOUND || code == JsonRpcError.UNSUPPORTED_PROTOCOL_VERSION) {
            return new Verdict.Legacy();
        }
        boolean legacy = code == JsonRpcError.INVALID_REQUEST
                || code == JsonRpcError.INVALID_PARAMS
                || code <= NEWEST_OF_OLD_SERVERS && code >= OLDEST_OF_OLD_SERVERS;
        return legacy
                ? new Verdict.Incompatible(List.of(), Optional.of(String.valueOf(refusal.getMessage())))
                : new Verdict.Inconclusive(refusal);
    }

    private Verdict status(HttpStatusException answer) {
        int status = answer.status();
        if (status >= 500 || status < 400 || status == 401 || status == 403 || status == 407 || status == 429) {
            return new Verdict.Inconclusive(answer);
        }
        JsonRpcException error = answer.error().orElse(null);
        if (status != 400 || error == null) {
            return new Verdict.Legacy();
        }
        return switch (error.code()) {
            case JsonRpcError.HEADER_MISMATCH, JsonRpcError.MISSING_CLIENT_CAPABILITY ->
                new Verdict.Inconclusive(answer);
            default -> refused(error, answer);
        };
    }

    private Verdict legacyOrNothing(List<String> offered) {
        return newestCommon(offered, Era.LEGACY).isPresent()
                ? new Verdict.Legacy()
                : new Verdict.Incompatible(offered, Optional.empty());
    }

    /** The newest version of an era that is offered and acceptable. */
    Optional<ProtocolVersion> newestCommon(List<String> offered, Era era) {
        return acceptable.stream()
                .filter(version -> version.era() == era)
                .filter(version -> offered.contains(version.wireName()))
                .reduce((older, newer) -> newer);
    }

    /** The {@code supported} of an error's data, or nothing. */
    static List<String> supportedVersions(@Nullable Object data) {
        return data instanceof Map<?, ?> members && members.get("supported") instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }
}
