package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.error.ProtocolException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.InputRequiredResult;
import java.util.Objects;

/** Finds the results in which a server wishes for input. */
final class Wishes {

    private Wishes() {}

    /**
     * A wish is looked at on its way to the client; all else passes as it is.
     *
     * @param era that of the server
     * @throws ProtocolException if a wish is invalid
     */
    static Object seen(String method, Era era, JsonValue result) {
        boolean asks = era == Era.MODERN
                && result.member("resultType")
                        .map(JsonValue::asObject)
                        .filter("input_required"::equals)
                        .isPresent();
        return asks ? wish(method, result) : result;
    }

    private static InputRequiredResult wish(String method, JsonValue result) {
        try {
            return Objects.requireNonNull(result.as(InputRequiredResult.class));
        } catch (DataMappingException e) {
            throw new ProtocolException(
                    "The server's wish for input to " + method + " is invalid: " + e.getMessage(), e);
        }
    }
}
