package dev.fastmcp.core.wire;

import tools.jackson.core.JsonGenerator;

/** Knows no class. */
final class NoForeignTypes implements ForeignTypes {

    @Override
    public <T> T decode(byte[] utf8, int offset, int length, Class<T> type) {
        throw new UnsupportedOperationException(type + " is foreign");
    }

    @Override
    public void write(Object value, JsonGenerator out) {
        throw new UnsupportedOperationException(value.getClass() + " is foreign");
    }
}
