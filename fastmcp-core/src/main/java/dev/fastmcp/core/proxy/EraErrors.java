package dev.fastmcp.core.proxy;

import dev.fastmcp.api.Era;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import java.util.Map;

/** Errors of a server as they are said in the era of its client. */
final class EraErrors {

    private EraErrors() {}

    /** The error as it came, but for the one that has another code in the other era. */
    static JsonRpcException translated(JsonRpcException e, String method, Era from, Era to) {
        int code = e.code();
        if (from == Era.LEGACY && to == Era.MODERN && code == JsonRpcError.RESOURCE_NOT_FOUND) {
            code = JsonRpcError.INVALID_PARAMS;
        } else if (from == Era.MODERN && to == Era.LEGACY && isUnknownResource(e, method)) {
            code = JsonRpcError.RESOURCE_NOT_FOUND;
        }
        return new JsonRpcException(code, e.reason(), e.data().orElse(null), e);
    }

    private static boolean isUnknownResource(JsonRpcException e, String method) {
        return method.equals("resources/read")
                && e.code() == JsonRpcError.INVALID_PARAMS
                && e.data().orElse(null) instanceof Map<?, ?> data
                && data.containsKey("uri");
    }
}
