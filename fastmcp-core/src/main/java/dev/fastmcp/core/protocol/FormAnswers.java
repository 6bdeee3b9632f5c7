package dev.fastmcp.core.protocol;

import dev.fastmcp.api.model.ElicitResult;
import dev.fastmcp.api.model.FormElicitation;
import dev.fastmcp.api.model.PrimitiveSchema;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Completes the answer to a form with the form's defaults, and makes sure that it fits. */
final class FormAnswers {

    private FormAnswers() {}

    /**
     * Checks an answer.
     *
     * @return the answer as it is sent
     * @throws IllegalArgumentException if it does not fit; the message names the field, not the value
     */
    static ElicitResult checked(FormElicitation form, ElicitResult answer) {
        if (answer.action() != ElicitResult.Action.ACCEPT) {
            return answer.content().isEmpty()
                    ? answer
                    : new ElicitResult(answer.action(), Optional.empty(), answer.meta(), answer.extra());
        }
        Map<String, Object> content = new LinkedHashMap<>(answer.content().orElse(Map.of()));
        Map<String, PrimitiveSchema> fields = form.fields();
        fields.forEach((name, schema) -> {
            Object value = content.get(name);
            if (value == null) {
                content.remove(name);
                Object assumed = defaultOf(schema);
                if (assumed != null) {
                    content.put(name, assumed);
                }
            } else {
                String fault = fault(schema, value);
                if (fault != null) {
                    throw new IllegalArgumentException("The answer to a form does not fit: " + name + " " + fault);
                }
            }
        });
        for (String required : form.requiredFields()) {
            if (!content.containsKey(required)) {
                throw new IllegalArgumentException("The answer to a form does not fit: " + required + " is missing");
            }
        }
        return new ElicitResult(answer.action(), Optional.of(content), answer.meta(), answer.extra());
    }

    private static @Nullable Object defaultOf(PrimitiveSchema schema) {
        return switch (schema) {
            case PrimitiveSchema.Text text -> text.defaultValue().orElse(null);
            case PrimitiveSchema.Numeric number -> number.defaultValue().orElse(null);
            case PrimitiveSchema.Flag flag -> flag.defaultValue().orElse(null);
            case PrimitiveSchema.Choice choice when choice.defaultValues().isEmpty() -> null;
            case PrimitiveSchema.Choice choice ->
                choice.multiple()
                        ? choice.defaultValues()
                        : choice.defaultValues().get(0);
            case PrimitiveSchema.Unknown unknown -> null;
        };
    }

    /** Returns what is wrong with a value, or {@code null}. */
    private static @Nullable String fault(PrimitiveSchema schema, Object value) {
        return switch (schema) {
            case PrimitiveSchema.Text text -> value instanceof String given ? fault(text, given) : "must be a text";
            case PrimitiveSchema.Numeric number ->
                value instanceof Number given ? fault(number, given) : "must be a number";
            case PrimitiveSchema.Flag flag -> value instanceof Boolean ? null : "must be true or false";
            case PrimitiveSchema.Choice choice -> fault(choice, value);
            case PrimitiveSchema.Unknown unknown -> null;
        };
    }

    private static @Nullable String fault(PrimitiveSchema.Text schema, String value) {
        int length = value.codePointCount(0, value.length());
        if (length < schema.minLength().orElse(0)) {
            return "must have at least " + schema.minLength().orElse(0) + " characters";
        }
        if (length > schema.maxLength().orElse(Integer.MAX_VALUE)) {
            return "must have at most " + schema.maxLength().orElse(0) + " characters";
        }
        return null;
    }

    private static @Nullable String fault(PrimitiveSchema.Numeric schema, Number value) {
        BigDecimal exact = new BigDecimal(value.toString());
        if (schema.integer() && exact.stripTrailingZeros().scale() > 0) {
            return "must be a whole number";
        }
        if (schema.minimum()
                .map(FormAnswers::exact)
                .filter(least -> exact.compareTo(least) < 0)
                .isPresent()) {
            return "must be at least " + schema.minimum().get();
        }
        if (schema.maximum()
                .map(FormAnswers::exact)
                .filter(most -> exact.compareTo(most) > 0)
                .isPresent()) {
            return "must be at most " + schema.maximum().get();
        }
        return null;
    }

    private static BigDecimal exact(Number number) {
        return new BigDecimal(number.toString());
    }

    private static @Nullable String fault(PrimitiveSchema.Choice schema, Object value) {
        List<String> options =
                schema.options().stream().map(PrimitiveSchema.Option::value).toList();
        if (!schema.multiple()) {
            return value instanceof String text && options.contains(text) ? null : "must be one of " + options;
        }
        if (!(value instanceof Collection<?> chosen) || !options.containsAll(chosen)) {
            return "must be a list of " + options;
        }
        boolean tooFew = chosen.size() < schema.minItems().orElse(0);
        boolean tooMany = chosen.size() > schema.maxItems().orElse(Integer.MAX_VALUE);
        return tooFew || tooMany ? "has the wrong number of choices" : null;
    }
}
