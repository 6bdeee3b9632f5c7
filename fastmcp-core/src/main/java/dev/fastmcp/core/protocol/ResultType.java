package dev.fastmcp.core.protocol;

import dev.fastmcp.api.json.JsonValue;

/** Finds the {@code resultType} of a result (specification 2026-07-28). */
final class ResultType {

    static final String COMPLETE = "complete";
    static final String INPUT_REQUIRED = "input_required";
    static final String TASK = "task";

    private ResultType() {}

    /** A result without a type is complete. */
    static String of(JsonValue result) {
        return result.member("resultType").map(ResultType::text).orElse(COMPLETE);
    }

    private static String text(JsonValue type) {
        return type.asObject() instanceof String text ? text : type.toJson();
    }
}
