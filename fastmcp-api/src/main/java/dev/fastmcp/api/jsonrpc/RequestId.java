package dev.fastmcp.api.jsonrpc;

/**
 * The id of a JSON-RPC request. A number and a string are never equal, whatever their digits; a peer must get back the kind it sent.
 */
public sealed interface RequestId {

    /**
     * Returns a numeric id.
     *
     * @param value the number
     * @return the id
     */
    static RequestId of(long value) {
        return new Number(value);
    }

    /**
     * Returns a string id.
     *
     * @param value the text
     * @return the id
     */
    static RequestId of(String value) {
        return new Text(value);
    }

    /**
     * A numeric id.
     *
     * @param value the number
     */
    record Number(long value) implements RequestId {
        @Override
        public String toString() {
            return Long.toString(value);
        }
    }

    /**
     * A string id.
     *
     * @param value the text
     */
    record Text(String value) implements RequestId {
        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }
}
