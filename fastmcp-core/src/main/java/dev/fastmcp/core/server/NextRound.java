package dev.fastmcp.core.server;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.InputRequiredResult;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a client of the modern era sends next when it was asked for input, for those who answer in its place. */
public final class NextRound {

    private NextRound() {}

    /**
     * The parameters of the next request.
     *
     * @param params those of the last one
     */
    public static JsonValue params(JsonValue params, InputRequiredResult wanted, Map<String, JsonValue> answers) {
        Map<String, Object> next = new LinkedHashMap<>(params.asMap());
        next.put("inputResponses", answers);
        wanted.requestState()
                .ifPresentOrElse(state -> next.put("requestState", state), () -> next.remove("requestState"));
        return JsonValue.of(next);
    }
}
