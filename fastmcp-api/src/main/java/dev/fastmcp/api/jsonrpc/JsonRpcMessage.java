package dev.fastmcp.api.jsonrpc;

import dev.fastmcp.api.json.JsonValue;
import java.util.Optional;

/** A JSON-RPC 2.0 message. Parameters and results stay as they came until somebody converts them. */
public sealed interface JsonRpcMessage {

    /**
     * Asks for an answer.
     *
     * @param id ties the answer to the request
     * @param method what is asked
     * @param params its parameters, absent if the message has none
     */
    record Request(RequestId id, String method, Optional<JsonValue> params) implements JsonRpcMessage {}

    /**
     * Tells something; there is no answer.
     *
     * @param method what is told
     * @param params its parameters, absent if the message has none
     */
    record Notification(String method, Optional<JsonValue> params) implements JsonRpcMessage {}

    /** Answers a request. */
    sealed interface Response extends JsonRpcMessage {}

    /**
     * Answers a request with a result.
     *
     * @param id the id of the request
     * @param result the result
     */
    record Success(RequestId id, JsonValue result) implements Response {}

    /**
     * Answers a request with an error.
     *
     * @param id the id of the request; absent if the peer could not tell which one
     * @param error what went wrong
     */
    record Failure(Optional<RequestId> id, JsonRpcError error) implements Response {}

    /**
     * Something that arrived but is no valid message. Readers report it in this form instead of throwing, since one bad message must
     * not end a connection.
     *
     * @param id the id, if the message had a readable one: the call that waits for it fails
     * @param reason what is wrong
     */
    record Malformed(Optional<RequestId> id, String reason) implements JsonRpcMessage {}
}
