package dev.fastmcp.core.schema;

import dev.fastmcp.api.OutputValidation;
import dev.fastmcp.api.model.CallToolResult;

/** Compares what tools return with what their schemas promise. Thread-safe. */
public interface OutputCheck {

    /** Compares nothing. */
    OutputCheck NONE = new OutputCheck() {};

    /**
     * Chooses what a client needs.
     *
     * @throws IllegalStateException if the library that validates is missing
     */
    static OutputCheck of(OutputValidation mode) {
        return mode == OutputValidation.OFF
                ? NONE
                : new SchemaCheck(mode == OutputValidation.FAIL, SchemaLibrary.compiler());
    }

    /** Learns from a result if it is a page of tools. */
    default <R> R seen(R result) {
        return result;
    }

    /** The server's tools have changed: what was learned is stale. */
    default void forget() {}

    /**
     * Compares a result that is no error.
     *
     * @throws dev.fastmcp.api.error.ProtocolException if it breaks the schema, and that is to be a failure
     */
    default void check(String tool, CallToolResult result) {}
}
