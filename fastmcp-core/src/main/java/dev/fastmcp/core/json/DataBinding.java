package dev.fastmcp.core.json;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.core.wire.ForeignTypes;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;

/** Maps the caller's own classes, by Jackson's rules. Loads databind with the first of them. */
final class DataBinding implements ForeignTypes {

    @Override
    public <T> T decode(byte[] utf8, int offset, int length, Class<T> type) {
        try {
            return Lazily.MAPPER.readValue(utf8, offset, length, type);
        } catch (JacksonException e) {
            throw new DataMappingException(
                    "Cannot make a " + type.getName() + " of the JSON: " + e.getOriginalMessage() + modulesHint(type),
                    e);
        }
    }

    /**
     * Makes what {@link #decode} would make of the text of a {@link PlainTree}.
     *
     * @return {@code null} if it does not fit, of which the text tells more, or a class of the caller wants to see the text
     */
    <T> @Nullable T convert(Object tree, Class<T> type) {
        try {
            return Lazily.MAPPER.read(tree, type);
        } catch (RuntimeException e) {
            return null;
        }
    }

    @Override
    public void write(Object value, JsonGenerator out) {
        try {
            Lazily.WRITER.writeValue(out, value);
        } catch (JacksonException e) {
            throw new DataMappingException(
                    "Cannot write a " + value.getClass().getName() + " as JSON: " + e.getOriginalMessage()
                            + modulesHint(value.getClass()),
                    e);
        }
    }

    /** In a named module, Jackson sees a class only if its package is exported or open. */
    private static String modulesHint(Class<?> type) {
        Module module = type.getModule();
        String name = type.getPackageName();
        boolean visible = module.isExported(name) || module.isOpen(name, JsonMapper.class.getModule());
        return !module.isNamed() || visible
                ? ""
                : "; its package is closed: write \"opens " + name
                        + " to tools.jackson.databind;\" in the descriptor of " + module.getName();
    }

    private static final class Lazily {
        static final TreeMapper MAPPER =
                new TreeMapper(JsonMapper.builder().addModule(new Rules().setDeserializerModifier(new WholeNumbers())));
        static final ObjectWriter WRITER = MAPPER.writer();
    }

    private static final class Rules extends SimpleModule {

        private static final long serialVersionUID = 1;

        @Override
        public void setupModule(SetupContext context) {
            super.setupModule(context);
            context.addValueInstantiators(new RecordConstructors());
        }
    }
}
