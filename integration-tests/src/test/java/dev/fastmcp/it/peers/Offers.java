package dev.fastmcp.it.peers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.Client;
import dev.fastmcp.api.model.CreateMessageResult;
import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.PrimitiveSchema;
import dev.fastmcp.api.model.Root;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a client may offer to servers. */
final class Offers {

    private Offers() {}

    /** Answers whatever may be asked. */
    static Client.Builder<?> everything(Client.Builder<?> builder) {
        return builder.onSampling((request, context) -> CreateMessageResult.of("test-model", "sampled"))
                .onElicitation((form, context) -> ElicitResult.accept(filledIn(form)))
                .onUrlElicitation((page, context) -> {
                    // The second one is what the reference server wants visited before a call.
                    assertThat(page.host().orElseThrow()).isIn("example.com", "modelcontextprotocol.io");
                    return ElicitResult.accept();
                })
                .roots(List.of(Root.of("file:///work", "work")));
    }

    /** What a patient person would answer. */
    private static Map<String, Object> filledIn(FormElicitation form) {
        Map<String, Object> answers = new LinkedHashMap<>();
        form.fields().forEach((name, field) -> {
            Object answer = switch (field) {
                case PrimitiveSchema.Text text when text.format().isPresent() -> null;
                case PrimitiveSchema.Text text -> "Ann";
                case PrimitiveSchema.Numeric number -> number.minimum().orElse(1);
                case PrimitiveSchema.Flag flag -> true;
                case PrimitiveSchema.Choice choice ->
                    choice.multiple()
                            ? List.of(choice.options().get(0).value())
                            : choice.options().get(0).value();
                case PrimitiveSchema.Unknown unknown -> null;
            };
            if (answer != null) {
                answers.put(name, answer);
            }
        });
        return answers;
    }
}
