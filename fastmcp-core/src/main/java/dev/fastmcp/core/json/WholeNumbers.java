package dev.fastmcp.core.json;

import dev.fastmcp.core.numbers.Fraction;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.std.DelegatingDeserializer;

/** Keeps 1.5 from becoming 1 where a whole number is wanted; 1.0 is one, as in JSON Schema. Jackson by itself takes both, or neither. */
final class WholeNumbers extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1;
    private static final Set<Class<?>> WHOLE = Set.of(
            byte.class,
            Byte.class,
            short.class,
            Short.class,
            int.class,
            Integer.class,
            long.class,
            Long.class,
            BigInteger.class);

    @Override
    public ValueDeserializer<?> modifyDeserializer(
            DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> deserializer) {
        return WHOLE.contains(type.getBeanClass()) ? new Checked(deserializer) : deserializer;
    }

    private static final class Checked extends DelegatingDeserializer {

        Checked(ValueDeserializer<?> reader) {
            super(reader);
        }

        @Override
        protected ValueDeserializer<?> newDelegatingInstance(ValueDeserializer<?> reader) {
            return new Checked(reader);
        }

        @Override
        public @Nullable Object deserialize(JsonParser parser, DeserializationContext context) {
            if (parser.currentToken() == JsonToken.VALUE_NUMBER_FLOAT && Fraction.isIn(parser.getDecimalValue())) {
                return context.reportInputMismatch(this, "%s is no whole number", parser.getString());
            }
            return super.deserialize(parser, context);
        }
    }
}
