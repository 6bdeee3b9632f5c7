package dev.fastmcp.core.composite;

import dev.fastmcp.api.config.ComponentNames;
import dev.fastmcp.api.error.JsonRpcException;
import dev.fastmcp.api.error.McpException;
import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.model.ReadResourceResult;
import dev.fastmcp.core.server.IncomingCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads resources of several servers, for clients of the legacy era. What is read carries the address by which it was asked for. */
record ReadRequests(Routes routes, ComponentNames names) {

    Object read(IncomingCall call, Map<String, JsonValue> params, String uri) throws InterruptedException {
        List<Routes.Route> possible = routes.resource(uri, call.peer());
        if (possible.size() == 1) {
            return readAt(possible.get(0), call, params);
        }
        List<Routes.Route> owners = new ArrayList<>();
        Object found = null;
        McpException failure = null;
        for (Routes.Route route : possible) {
            try {
                found = readAt(route, call, params);
                owners.add(route);
            } catch (McpException e) {
                failure = graver(failure, e);
            }
        }
        if (found != null) {
            Routes.single(Kind.RESOURCES, uri, owners);
            return found;
        }
        throw failure == null
                ? new JsonRpcException(JsonRpcError.RESOURCE_NOT_FOUND, "Resource not found", Map.of("uri", uri))
                : failure;
    }

    /** That one server has no such resource says less than that another could not be asked. */
    private static McpException graver(@Nullable McpException before, McpException now) {
        return before == null || isAbsent(before) ? now : before;
    }

    private static boolean isAbsent(McpException failure) {
        return failure instanceof JsonRpcException refusal
                && (refusal.code() == JsonRpcError.RESOURCE_NOT_FOUND
                        || refusal.code() == JsonRpcError.INVALID_PARAMS
                        || refusal.code() == JsonRpcError.METHOD_NOT_FOUND);
    }

    private Object readAt(Routes.Route route, IncomingCall call, Map<String, JsonValue> params)
            throws InterruptedException {
        Map<String, JsonValue> changed = new LinkedHashMap<>(params);
        changed.put("uri", JsonValue.of(route.original()));
        Object answer = route.member().forward(call, changed);
        boolean byItsOwnAddress = JsonValue.of(route.original()).equals(params.get("uri"));
        return byItsOwnAddress ? answer : renamed(answer, route.member().name());
    }

    private Object renamed(Object answer, String server) {
        if (!(answer instanceof JsonValue json)) {
            return answer;
        }
        ReadResourceResult result = json.as(ReadResourceResult.class);
        if (result == null) {
            return answer;
        }
        return Renamed.read(result, names, server);
    }
}
