package dev.fastmcp.server;

import dev.fastmcp.core.binding.SchemaWriter;
import java.util.Map;
import java.util.Set;

/** The schema of a form that a person fills in: a flat object (specification 2025-11-25, "Elicitation"). */
final class FormSchema {

    private static final Set<Object> FIELDS = Set.of("string", "number", "integer", "boolean");

    private FormSchema() {}

    static Map<String, Object> of(Class<? extends Record> form) {
        Map<String, Object> schema = SchemaWriter.of(form);
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                Object type = property instanceof Map<?, ?> field ? field.get("type") : null;
                if (type == null || !FIELDS.contains(type)) {
                    throw new IllegalArgumentException(form.getSimpleName() + "." + name
                            + " cannot be a field of a form: fields are texts, numbers, truth values and enums");
                }
            });
        }
        schema.remove("additionalProperties");
        return schema;
    }
}
