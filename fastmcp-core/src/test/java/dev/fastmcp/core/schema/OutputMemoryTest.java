package dev.fastmcp.core.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.CallToolResult;
import dev.fastmcp.api.model.ListToolsResult;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutputMemoryTest {

    private static final ListToolsResult PAGE = JsonValue.parse(
                    "{\"tools\":[{\"name\":\"a\",\"inputSchema\":{},\"outputSchema\":{\"type\":\"object\"}}]}")
            .as(ListToolsResult.class);

    @Test
    void compilesASchemaOnceAsLongAsItStaysTheSame() {
        AtomicInteger compiled = new AtomicInteger();
        OutputCheck check = new SchemaCheck(false, schema -> {
            compiled.incrementAndGet();
            return value -> List.of();
        });
        CallToolResult result = CallToolResult.structured(JsonValue.parse("{}"));

        check.seen(PAGE);
        check.check("a", result);
        check.check("a", result);
        check.seen(PAGE);
        check.check("a", result);

        assertThat(compiled).hasValue(1);
        check.forget();
        check.check("a", result);
        check.seen(PAGE);
        check.check("a", result);
        assertThat(compiled).hasValue(2);
    }

    @Test
    void compilesNothingThatIsNotCalled() {
        OutputCheck check = new SchemaCheck(true, schema -> {
            throw new AssertionError();
        });

        assertThat(check.seen(PAGE)).isSameAs(PAGE);
        assertThatCode(() -> check.check("b", CallToolResult.of())).doesNotThrowAnyException();
    }

    @Test
    void triesASchemaThatCannotBeUsedOnce() {
        AtomicInteger compiled = new AtomicInteger();
        OutputCheck check = new SchemaCheck(false, schema -> {
            compiled.incrementAndGet();
            throw new SchemaCompiler.UnusableException("it is invalid");
        });
        CallToolResult result = CallToolResult.structured(JsonValue.parse("{}"));

        check.seen(PAGE);
        check.check("a", result);
        check.check("a", result);

        assertThat(compiled).hasValue(1);
    }
}
