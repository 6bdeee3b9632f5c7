package dev.fastmcp.api.model;

import dev.fastmcp.api.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A user's answer, for {@code elicitation/create} (schema "ElicitResult", since MCP 2025-06-18).
 *
 * @param action what the user did
 * @param content the answer, by field: strings, numbers, booleans, since MCP 2025-11-25 also lists of strings
 * @param meta what its sender attached under {@code _meta}
 * @param extra members that this library does not know
 */
public record ElicitResult(
        Action action, Optional<Map<String, Object>> content, Map<String, Object> meta, Map<String, Object> extra) {

    /** Copies the collections. */
    public ElicitResult {
        content = content.map(Members::copyOf);
        meta = Members.copyOf(meta);
        extra = Members.copyOf(extra);
    }

    /** What the user did. */
    public enum Action {
        /** Answered, or agreed to open the page. */
        ACCEPT("accept"),
        /** Said no. */
        DECLINE("decline"),
        /** Went away without saying yes or no. */
        CANCEL("cancel");

        private final String wireName;

        Action(String wireName) {
            this.wireName = wireName;
        }

        /**
         * Returns the name used in messages.
         *
         * @return the name in lower case
         */
        public String wireName() {
            return wireName;
        }

        /** Returns the name used in messages. */
        @Override
        public String toString() {
            return wireName;
        }
    }

    private static ElicitResult of(Action action, Optional<Map<String, Object>> content) {
        return new ElicitResult(action, content, Map.of(), Map.of());
    }

    /**
     * The user filled in the form.
     *
     * @param content the answer, by field
     * @return the result
     */
    public static ElicitResult accept(Map<String, Object> content) {
        return of(Action.ACCEPT, Optional.of(content));
    }

    /**
     * Accepts with the components of a record, or the members of any object that has a JSON form.
     *
     * @param answer becomes the content; components that are absent or null are left out, so that the defaults of the form apply
     * @return the answer
     * @throws dev.fastmcp.api.error.DataMappingException if it does not become a JSON object
     */
    public static ElicitResult accept(Object answer) {
        Map<String, Object> content = new LinkedHashMap<>(JsonValue.of(answer).asMap());
        content.values().removeIf(Objects::isNull);
        return accept(content);
    }

    /**
     * The user agreed to open the page.
     *
     * @return the result
     */
    public static ElicitResult accept() {
        return of(Action.ACCEPT, Optional.empty());
    }

    /**
     * The user said no.
     *
     * @return the result
     */
    public static ElicitResult decline() {
        return of(Action.DECLINE, Optional.empty());
    }

    /**
     * The user went away without saying yes or no.
     *
     * @return the result
     */
    public static ElicitResult cancel() {
        return of(Action.CANCEL, Optional.empty());
    }
}
