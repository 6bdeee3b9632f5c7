package dev.fastmcp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON values in arguments need the engine; they are tested with the command as a whole. */
class ToolArgumentsTest {

    private static final ToolArguments ARGUMENTS = new ToolArguments(new ToolSchema(
            "book",
            Map.of(
                    "room", Map.of("type", "string"),
                    "seats", Map.of("type", "integer"),
                    "price", Map.of("type", "number"),
                    "urgent", Map.of("type", "boolean"),
                    "size", Map.of("enum", List.of("small", "large", 3)),
                    "note", Map.of("anyOf", List.of(Map.of("type", "null"), Map.of("type", "integer")))),
            List.of("room"),
            true));

    @Test
    void givesValuesTheTypesOfTheSchema() {
        assertThat(ARGUMENTS.parse(
                        Map.of(), List.of("room=12", "seats=3", "price=9.50", "urgent=true", "note=7", "size=3")))
                .containsEntry("room", "12")
                .containsEntry("seats", BigInteger.valueOf(3))
                .containsEntry("price", new BigDecimal("9.50"))
                .containsEntry("urgent", true)
                .containsEntry("note", BigInteger.valueOf(7))
                .containsEntry("size", 3);
    }

    @Test
    void keepsEverythingBehindTheFirstEqualsSign() {
        assertThat(ARGUMENTS.parse(Map.of(), List.of("room=a=b"))).containsEntry("room", "a=b");
    }

    @Test
    void letsWordsWinOverTheJsonInput() {
        assertThat(ARGUMENTS.parse(Map.of("room", "old", "seats", 1), List.of("room=new")))
                .containsEntry("room", "new")
                .containsEntry("seats", 1);
    }

    @Test
    void namesWhatIsMissing() {
        assertThatThrownBy(() -> ARGUMENTS.parse(Map.of(), List.of()))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Missing room")
                .hasMessageContaining("room: string");
    }

    @ParameterizedTest
    @CsvSource({
        "seats=many,        seats must be an integer",
        "price=cheap,       price must be a number",
        "urgent=yes,        urgent must be true or false",
        "note=x,            note must be",
        "size=smal,         did you mean \"\"small\"\"?",
        "seets=3,           did you mean \"\"seats\"\"?",
        "nonsense,          write name=value",
        "=3,                write name=value",
    })
    void refusesWhatDoesNotFit(String word, String message) {
        assertThatThrownBy(() -> ARGUMENTS.parse(Map.of("room", "1"), List.of(word)))
                .isInstanceOf(UsageException.class)
                .hasMessageContaining(message.replace("\"\"", "\""));
    }

    @Test
    void showsASignature() {
        assertThat(new ToolSchema("t", Map.of("kind", Map.of("enum", List.of("a", "b"))), List.of(), false).signature())
                .isEqualTo("t(kind?: a|b)");
    }
}
