package dev.fastmcp.core.server;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ClientCapabilities;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.InputRequest;
import dev.fastmcp.api.model.ListRootsResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a server may ask its client, and what counts as an answer. */
final class Questions {

    private static final String ELICIT = "elicitation/create";
    private static final String SAMPLE = "sampling/createMessage";
    private static final String ROOTS = "roots/list";

    private Questions() {}

    /** Tells whether a client can be asked anything at all. */
    static boolean areAnsweredBy(ClientCapabilities client) {
        return client.elicitation().isPresent()
                || client.sampling().isPresent()
                || client.roots().isPresent();
    }

    /**
     * Makes sure that the client has declared what answering needs.
     *
     * @throws JsonRpcException code -32021, with the capabilities that are missing
     */
    static void require(ClientCapabilities client, Map<String, InputRequest> questions) {
        Map<String, Object> missing = new LinkedHashMap<>();
        questions.values().forEach(question -> {
            switch (question.method()) {
                case ELICIT -> requireElicitation(client, question, missing);
                case SAMPLE -> requireSampling(client, question, missing);
                case ROOTS -> {
                    if (client.roots().isEmpty()) {
                        missing.put("roots", Map.of());
                    }
                }
                default ->
                    throw new IllegalArgumentException("a server cannot ask " + question.method() + ": " + ELICIT + ", "
                            + SAMPLE + " and " + ROOTS + " are all there is");
            }
        });
        if (!missing.isEmpty()) {
            throw new JsonRpcException(
                    JsonRpcError.MISSING_CLIENT_CAPABILITY,
                    "The client has not declared what this needs: " + String.join(", ", missing.keySet()),
                    Map.of("requiredCapabilities", missing));
        }
    }

    private static void requireElicitation(
            ClientCapabilities client, InputRequest question, Map<String, Object> missing) {
        boolean url = question.params()
                .flatMap(params -> params.member("mode"))
                .map(mode -> "url".equals(mode.asObject()))
                .orElse(false);
        boolean able = client.elicitation()
                .map(declared -> url ? declared.url().isPresent() : declared.allowsForms())
                .orElse(false);
        if (!able) {
            missing.put("elicitation", url ? Map.of("url", Map.of()) : Map.of());
        }
    }

    private static void requireSampling(ClientCapabilities client, InputRequest question, Map<String, Object> missing) {
        boolean tools =
                question.params().flatMap(params -> params.member("tools")).isPresent();
        boolean able = client.sampling()
                .map(declared -> !tools || declared.tools().isPresent())
                .orElse(false);
        if (!able) {
            missing.put("sampling", tools ? Map.of("tools", Map.of()) : Map.of());
        }
    }

    /** Tells whether an answer has the form that its question asks for. */
    static boolean isAnswer(InputRequest question, JsonValue answer) {
        Class<?> type = switch (question.method()) {
            case ELICIT -> ElicitResult.class;
            case SAMPLE -> CreateMessageResult.class;
            default -> ListRootsResult.class;
        };
        try {
            return answer.as(type) != null;
        } catch (DataMappingException e) {
            return false;
        }
    }
}
