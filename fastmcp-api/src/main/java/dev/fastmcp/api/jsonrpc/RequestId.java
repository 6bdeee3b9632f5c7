package dev.fastmcp.api.jsonrpc;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * Reads an id, or a progress token, which has the same form, where it stands in free-form JSON.
     *
     * @param json an integer or a string, as {@link dev.fastmcp.api.json.JsonCodec} gives them
     * @return the id; empty for everything else
     */
    static Optional<RequestId> ofJson(@Nullable Object json) {
        return switch (json) {
            case Integer number -> Optional.of(of(number));
            case Long number -> Optional.of(of(number));
            case String text -> Optional.of(of(text));
            case null, default -> Optional.empty();
        };
    }

    /**
     * Returns the id as free-form JSON.
     *
     * @return a {@code Long} or a {@code String}
     */
    Object toJson();

    /**
     * A numeric id.
     *
     * @param value the number
     */
    record Number(long value) implements RequestId {
        @Override
        public Object toJson() {
            return value;
        }

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
        public Object toJson() {
            return value;
        }

        @Override
        public String toString() {
            return '"' + value + '"';
        }
    }
}
