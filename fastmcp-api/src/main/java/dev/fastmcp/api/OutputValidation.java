package dev.fastmcp.api;

/** What a client does if a tool returns something else than its output schema promises, see {@link Client.Builder#outputValidation(OutputValidation)}. */
public enum OutputValidation {
    /** Nothing: results are not looked at. */
    OFF,
    /** Logs a warning, and returns the result. */
    WARN,
    /** Throws {@link dev.fastmcp.api.error.ProtocolException}. */
    FAIL
}
