package dev.fastmcp.cli.demo;

import java.util.LinkedHashMap;
import java.util.Map;

/** A request that is answered with a JSON-RPC error. */
final class DemoError extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final transient Map<String, Object> data;

    DemoError(int code, String message) {
        this(code, message, Map.of());
    }

    DemoError(int code, String message, Map<String, Object> data) {
        super(message, null, false, false);
        this.code = code;
        this.data = data;
    }

    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("code", code);
        json.put("message", getMessage());
        if (!data.isEmpty()) {
            json.put("data", data);
        }
        return json;
    }
}
