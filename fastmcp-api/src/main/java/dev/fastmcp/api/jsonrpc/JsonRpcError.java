package dev.fastmcp.api.jsonrpc;

import dev.fastmcp.api.json.JsonValue;
import java.util.Optional;

/**
 * The {@code error} member of a JSON-RPC response.
 *
 * @param code the error code; see the constants
 * @param message what the peer said
 * @param data what else the peer said
 */
public record JsonRpcError(int code, String message, Optional<JsonValue> data) {

    /** The peer could not parse the message. */
    public static final int PARSE_ERROR = -32700;

    /** The message was JSON, but not a valid request. */
    public static final int INVALID_REQUEST = -32600;

    /** The peer does not know the method. */
    public static final int METHOD_NOT_FOUND = -32601;

    /** The parameters do not fit the method; from 2026-07-28 on also "resource not found". */
    public static final int INVALID_PARAMS = -32602;

    /** The peer failed while working on the request. */
    public static final int INTERNAL_ERROR = -32603;

    /** No such resource (MCP up to 2025-11-25). */
    public static final int RESOURCE_NOT_FOUND = -32002;

    /** Pages must be visited before the request is made again (MCP 2025-11-25 only). */
    public static final int URL_ELICITATION_REQUIRED = -32042;

    /** HTTP headers and message body disagree (MCP 2026-07-28). */
    public static final int HEADER_MISMATCH = -32020;

    /** The request needs a client capability that was not declared (MCP 2026-07-28). */
    public static final int MISSING_CLIENT_CAPABILITY = -32021;

    /** The server does not speak the protocol version of the request (MCP 2026-07-28). */
    public static final int UNSUPPORTED_PROTOCOL_VERSION = -32022;

    /**
     * Returns an error without data.
     *
     * @param code the error code
     * @param message the text
     * @return the error
     */
    public static JsonRpcError of(int code, String message) {
        return new JsonRpcError(code, message, Optional.empty());
    }
}
