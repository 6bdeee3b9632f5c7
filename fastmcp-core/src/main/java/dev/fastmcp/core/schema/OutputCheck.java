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

    /** The server's tools have changed: what was learned is stale, and is learned anew by {@link #refresh}. */
    default void forget() {}

    /** Tells which list is meant: the number grows when the server's tools change. */
    default long edition() {
        return 0;
    }

    /** All tools were listed, the first of them in this edition. */
    default void listed(long edition) {}

    /**
     * Lists the tools if they have changed since they were listed, once for all who ask at the same time. Does nothing if they were never listed. What goes wrong is logged, and tried again with the next
     * call: the result that is to be compared is there, and more important.
     *
     * @param list lists all tools, and brings them to {@link #seen}
     */
    default void refresh(Runnable list) {}

    /**
     * Compares a result that is no error.
     *
     * @throws dev.fastmcp.api.error.ProtocolException if it breaks the schema, and that is to be a failure
     */
    default void check(String tool, CallToolResult result) {}
}
