package dev.fastmcp.api.model;

import dev.fastmcp.api.error.DataMappingException;
import dev.fastmcp.api.json.JsonValue;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A question to answer by filling in a form (schema "ElicitRequestFormParams").
 *
 * @param message the question
 * @param requestedSchema a flat JSON Schema for the answer; see {@link #fields()}
 * @param task asks for a task, MCP 2025-11-25 only
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know, and {@code mode} if it was given
 */
public record FormElicitation(
        String message,
        JsonValue requestedSchema,
        Optional<TaskMetadata> task,
        Map<String, Object> meta,
        Map<String, Object> extra)
        implements ElicitRequest {

    /** Copies the collections. */
    public FormElicitation {
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /**
     * Returns a question and nothing else.
     *
     * @param message the question
     * @param requestedSchema a flat JSON Schema for the answer
     * @return the request
     */
    public static FormElicitation of(String message, JsonValue requestedSchema) {
        return new FormElicitation(message, requestedSchema, Optional.empty(), Map.of(), Map.of());
    }

    /**
     * Returns the fields of the form.
     *
     * @return the schemas of the fields by name, in the server's order; empty if there are none
     * @throws DataMappingException if the schema is not a JSON object
     */
    public Map<String, PrimitiveSchema> fields() {
        Map<String, PrimitiveSchema> fields = new LinkedHashMap<>();
        if (requestedSchema.asMap().get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, schema) -> fields.put((String) name, PrimitiveSchema.of(schema)));
        }
        return Collections.unmodifiableMap(fields);
    }

    /**
     * Returns the fields that must be filled in.
     *
     * @return their names
     * @throws DataMappingException if the schema is not a JSON object
     */
    public List<String> requiredFields() {
        return SchemaMembers.strings(requestedSchema.asMap().get("required"));
    }
}
