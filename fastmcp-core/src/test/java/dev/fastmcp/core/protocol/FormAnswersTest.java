package dev.fastmcp.core.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.json.JsonValue;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormAnswersTest {

    /** An answer as an application would write it. */
    public record Booking(Integer guests, Optional<String> seat) {}

    private static final FormElicitation FORM = FormElicitation.of("Book?", JsonValue.parse("""
        {"type":"object","required":["guests"],"properties":{
          "guests":{"type":"integer","minimum":1,"maximum":8},
          "name":{"type":"string","minLength":2,"maxLength":4},
          "ok":{"type":"boolean","default":true},
          "seat":{"type":"string","enum":["window","aisle"],"default":"window"},
          "meals":{"type":"array","items":{"type":"string","enum":["a","b","c"]},"minItems":1,"maxItems":2,"default":["a"]},
          "price":{"type":"number","default":9.5},
          "note":{"type":"string","default":""}}}\
        """));

    private static Map<String, Object> accepted(Map<String, Object> content) {
        return FormAnswers.checked(FORM, ElicitResult.accept(content)).content().orElseThrow();
    }

    @Test
    void fillsInTheDefaultsOfFieldsThatAreLeftOut() {
        assertThat(accepted(Map.of("guests", 2)))
                .containsOnly(
                        Map.entry("guests", 2),
                        Map.entry("ok", true),
                        Map.entry("seat", "window"),
                        Map.entry("meals", List.of("a")),
                        Map.entry("price", 9.5),
                        Map.entry("note", ""));
    }

    @Test
    void keepsWhatWasAnswered() {
        assertThat(accepted(Map.of("guests", 2, "ok", false, "meals", List.of("b", "c"))))
                .containsEntry("ok", false)
                .containsEntry("meals", List.of("b", "c"));
    }

    @Test
    void takesARecordAsTheAnswer() {
        ElicitResult answer = ElicitResult.accept(new Booking(3, Optional.empty()));

        assertThat(FormAnswers.checked(FORM, answer).content().orElseThrow())
                .containsEntry("guests", 3)
                .containsEntry("seat", "window");
    }

    @Test
    void sendsNoContentWithARefusal() {
        ElicitResult declined =
                new ElicitResult(ElicitResult.Action.DECLINE, Optional.of(Map.of("guests", 2)), Map.of(), Map.of());

        assertThat(FormAnswers.checked(FORM, declined)).isEqualTo(ElicitResult.decline());
        assertThat(FormAnswers.checked(FORM, ElicitResult.cancel())).isEqualTo(ElicitResult.cancel());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                               | guests is missing",
                "{\"guests\":\"two\"}             | guests must be a number",
                "{\"guests\":1.5}                 | guests must be a whole number",
                "{\"guests\":0}                   | guests must be at least 1",
                "{\"guests\":9}                   | guests must be at most 8",
                "{\"guests\":1,\"name\":\"A\"}    | name must have at least 2 characters",
                "{\"guests\":1,\"name\":\"Anneli\"} | name must have at most 4 characters",
                "{\"guests\":1,\"name\":7}        | name must be a text",
                "{\"guests\":1,\"ok\":\"yes\"}    | ok must be true or false",
                "{\"guests\":1,\"seat\":\"roof\"} | seat must be one of [window, aisle]",
                "{\"guests\":1,\"meals\":[\"x\"]} | meals must be a list of [a, b, c]",
                "{\"guests\":1,\"meals\":[]}      | meals has the wrong number of choices",
            })
    void refusesAnAnswerThatDoesNotFit(String content, String fault) {
        assertThatThrownBy(() -> accepted(JsonValue.parse(content).asMap()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The answer to a form does not fit: " + fault);
    }
}
