package dev.fastmcp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.json.JsonValue;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ValueCheckTest {

    private static final JsonValue INTEGER = JsonValue.parse("{\"type\":\"integer\"}");

    @Test
    void tellsNothingWithoutTheLibrary() {
        assertThat(new ValueCheck(INTEGER, Optional::empty).fault(JsonValue.of("text")))
                .isEmpty();
    }

    @Test
    void compilesOnceAndNotBeforeTheFirstValue() {
        AtomicInteger compiled = new AtomicInteger();
        SchemaCompiler counting = schema -> {
            compiled.incrementAndGet();
            return new NetworkntCompiler().compile(schema);
        };
        ValueCheck check = new ValueCheck(INTEGER, () -> Optional.of(counting));
        assertThat(compiled).hasValue(0);

        assertThat(check.fault(JsonValue.of(1))).isEmpty();
        assertThat(check.fault(JsonValue.of("x"))).isPresent();

        assertThat(compiled).hasValue(1);
    }
}
