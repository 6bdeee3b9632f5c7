package dev.fastmcp.core.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.deser.DeserializationContextExt;
import tools.jackson.databind.json.JsonMapper;

/** Reads a {@link PlainTree} where Jackson reads text. Thread-safe. */
final class TreeMapper extends JsonMapper {

    private static final long serialVersionUID = 1;

    TreeMapper(JsonMapper.Builder settings) {
        super(settings);
    }

    @SuppressWarnings("unchecked") // as in readValue: a primitive type gives its box
    <T> @Nullable T read(Object tree, Class<T> type) {
        DeserializationContextExt context = _deserializationContext();
        return (T) _readMapAndClose(context, new TreeParser(tree, context), constructType(type));
    }
}
