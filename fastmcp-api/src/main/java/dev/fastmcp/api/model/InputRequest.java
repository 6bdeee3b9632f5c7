package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.Map;
import java.util.Optional;

/**
 * Something a server wants to know before it goes on (schema "InputRequest", since MCP 2026-07-28).
 *
 * @param method {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}
 * @param params an {@link ElicitRequest}, {@link CreateMessageRequest} or {@link MetaParams}
 * @param extra members that this library does not know
 */
public record InputRequest(String method, Optional<JsonValue> params, Map<String, Object> extra) {

    /** Copies the collections. */
    public InputRequest {
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a request and nothing else.
     *
     * @param method the method
     * @param params its parameters
     * @return the request
     */
    public static InputRequest of(String method, JsonValue params) {
        return new InputRequest(method, Optional.of(params), Map.of());
    }
}
