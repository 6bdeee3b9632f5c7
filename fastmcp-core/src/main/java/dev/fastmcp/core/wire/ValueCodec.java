package dev.fastmcp.core.wire;

import org.jspecify.annotations.Nullable;

/** Reads and writes values of one type. Stateless. */
abstract class ValueCodec<T> {

    /**
     * Reads the value at the current token, and stops at its last token.
     *
     * @return {@code null} if the value has another JSON type; the current token is then still the same
     * @throws MismatchException if something within the value does not fit
     */
    abstract @Nullable T read(WireReader in);

    abstract void write(T value, WireWriter out);

    /** Tells whether a JSON {@code null} is a value to read, and not the absence of one. */
    boolean acceptsNull() {
        return false;
    }
}
