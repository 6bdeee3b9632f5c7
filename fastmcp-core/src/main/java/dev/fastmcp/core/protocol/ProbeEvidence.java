package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcError;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;
import java.util.Optional;

/** What came back when a server was asked to describe itself. */
sealed interface ProbeEvidence {

    /** A JSON-RPC response, on a pipe or with HTTP status 200. */
    record Answered(JsonRpcMessage.Response response) implements ProbeEvidence {}

    /** Something that is no valid JSON-RPC response. */
    record Garbled(String reason) implements ProbeEvidence {}

    /** An HTTP status other than 200, with the JSON-RPC error of its body if there was one. */
    record Status(int code, Optional<JsonRpcError> error) implements ProbeEvidence {}

    /** Nothing, for as long as we were willing to wait. */
    record Silent() implements ProbeEvidence {}

    /** The connection ended. */
    record Lost(TransportException cause) implements ProbeEvidence {}
}
