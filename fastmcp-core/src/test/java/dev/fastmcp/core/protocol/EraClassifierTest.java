package dev.fastmcp.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.ProtocolVersion;
import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.json.JsonCodec;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import dev.fastmcp.api.jsonrpc.RequestId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of "how a dual-era client talks to an unknown server", row by row. */
class EraClassifierTest {

    private static final EraClassifier ALL = new EraClassifier(List.of(ProtocolVersion.values()));

    private static ProbeEvidence result(String json) {
        return new ProbeEvidence.Answered(new JsonRpcMessage.Success(RequestId.of("p"), JsonValue.parse(json)));
    }

    private static JsonRpcError rpcError(int code, Object data) {
        return new JsonRpcError(code, "some text", Optional.ofNullable(data).map(JsonValue::of));
    }

    private static ProbeEvidence error(int code, Object data) {
        return new ProbeEvidence.Answered(
                new JsonRpcMessage.Failure(Optional.of(RequestId.of("p")), rpcError(code, data)));
    }

    private static ProbeEvidence status(int code) {
        return new ProbeEvidence.Status(new HttpStatusException(code, "refused", Map.of(), null));
    }

    private static ProbeEvidence status(int code, int rpcCode, Object data) {
        return new ProbeEvidence.Status(
                new HttpStatusException(code, "refused", Map.of(), new JsonRpcException(rpcCode, "some text", data)));
    }

    private static String discover(String versions) {
        return "{\"resultType\":\"complete\",\"supportedVersions\":" + versions + ",\"capabilities\":{}}";
    }

    static Stream<Arguments> rows() {
        Map<String, Object> modern = Map.of("supported", List.of("2026-07-28"));
        return Stream.of(
                row("described, modern in common", result(discover("[\"2025-11-25\",\"2026-07-28\"]")), "Modern"),
                row("described, only legacy in common", result(discover("[\"2025-06-18\"]")), "Legacy"),
                row("described, nothing in common", result(discover("[\"2027-01-01\"]")), "Incompatible"),
                row("described without versions", result(discover("[]")), "Legacy"),
                row("a foreign result", result("{\"tools\":[]}"), "Legacy"),
                row("an empty result", result("{}"), "Legacy"),
                row("a result that is no object", result("\"ok\""), "Legacy"),
                row("null", result("null"), "Legacy"),
                row("version refused, modern offered", error(-32022, modern), "AskAgain"),
                row(
                        "version refused, legacy offered",
                        error(-32022, Map.of("supported", List.of("2025-11-25"))),
                        "Legacy"),
                row(
                        "version refused, strangers offered",
                        error(-32022, Map.of("supported", List.of("2030-01-01"))),
                        "Incompatible"),
                row("version refused, nothing offered", error(-32022, null), "Legacy"),
                row("version refused, nonsense offered", error(-32022, Map.of("supported", "all")), "Legacy"),
                row("method not found", error(-32601, null), "Legacy"),
                row("invalid params", error(-32602, null), "Legacy"),
                row("invalid request", error(-32600, null), "Legacy"),
                row("a code of old servers, with versions", error(-32000, modern), "Legacy"),
                row("a code of draft builds", error(-32004, modern), "Legacy"),
                row("code zero", error(0, null), "Legacy"),
                row("silence", new ProbeEvidence.Silent(), "Legacy"),
                row("no valid message", new ProbeEvidence.Garbled("?"), "Legacy"),
                row(
                        "the process exits",
                        new ProbeEvidence.Lost(
                                new TransportException(TransportException.Kind.CLOSED_BY_SERVER, "gone")),
                        "LegacyAfterRestart"),
                row("400, version refused", status(400, -32022, modern), "AskAgain"),
                row("400, header mismatch", status(400, -32020, null), "Inconclusive"),
                row("400, capability missing", status(400, -32021, null), "Inconclusive"),
                row("400, another error", status(400, -32000, null), "Legacy"),
                row("400, no JSON-RPC", status(400), "Legacy"),
                row("404, method not found", status(404, -32601, null), "Legacy"),
                row("404", status(404), "Legacy"),
                row("405", status(405), "Legacy"),
                row("406", status(406), "Legacy"),
                row("415", status(415), "Legacy"),
                row("422", status(422), "Legacy"),
                row("401", status(401), "Inconclusive"),
                row("403", status(403), "Inconclusive"),
                row("407", status(407), "Inconclusive"),
                row("429", status(429), "Inconclusive"),
                row("500", status(500), "Inconclusive"),
                row("503", status(503), "Inconclusive"),
                row("307", status(307), "Inconclusive"));
    }

    static Stream<Arguments> rowsOfModernClients() {
        return Stream.of(
                row("method not found", error(-32601, null), "Legacy"),
                row("version refused, nothing offered", error(-32022, null), "Legacy"),
                row("invalid params", error(-32602, null), "Incompatible"),
                row("invalid request", error(-32600, null), "Incompatible"),
                row("internal error", error(-32603, null), "Inconclusive"),
                row("a code of old servers", error(-32000, null), "Incompatible"),
                row("400, a code of old servers", status(400, -32000, null), "Incompatible"),
                row("an error of the server's own", error(1, null), "Inconclusive"),
                row("400, internal error", status(400, -32603, null), "Inconclusive"),
                row("400, no JSON-RPC", status(400), "Legacy"),
                row("404, method not found", status(404, -32601, null), "Legacy"));
    }

    private static Arguments row(String name, ProbeEvidence evidence, String verdict) {
        return Arguments.of(name, evidence, verdict);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource("rows")
    void judgesByShape(String name, ProbeEvidence evidence, String verdict) {
        assertThat(JsonCodec.discovered()).isNotNull();
        assertThat(ALL.classify(evidence).getClass().getSimpleName()).isEqualTo(verdict);
    }

    @ParameterizedTest(name = "{0} -> {2}")
    @MethodSource("rowsOfModernClients")
    void leavesAModernClientTheReason(String name, ProbeEvidence evidence, String verdict) {
        assertThat(JsonCodec.discovered()).isNotNull();
        EraClassifier modern = new EraClassifier(List.of(ProtocolVersion.newest(Era.MODERN)));

        assertThat(modern.classify(evidence).getClass().getSimpleName()).isEqualTo(verdict);
    }
}
