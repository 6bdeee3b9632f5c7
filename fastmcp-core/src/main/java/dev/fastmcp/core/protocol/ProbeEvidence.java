package dev.fastmcp.core.protocol;

import dev.fastmcp.api.error.HttpStatusException;
import dev.fastmcp.api.error.TransportException;
import dev.fastmcp.api.jsonrpc.JsonRpcMessage;

/** What came back when a server was asked to describe itself. */
sealed interface ProbeEvidence {

    /** A JSON-RPC response, on a pipe or with HTTP status 200. */
    record Answered(JsonRpcMessage.Response response) implements ProbeEvidence {}

    /** Something that is no valid JSON-RPC response. */
    record Garbled(String reason) implements ProbeEvidence {}

    /** An HTTP status that means failure, perhaps with a JSON-RPC error in its body. */
    record Status(HttpStatusException answer) implements ProbeEvidence {}

    /** Nothing, for as long as we were willing to wait. */
    record Silent() implements ProbeEvidence {}

    /** The connection ended. */
    record Lost(TransportException cause) implements ProbeEvidence {}
}
