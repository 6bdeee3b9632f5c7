package dev.fastmcp.api.model;

import java.util.Map;
import java.util.Optional;

/**
 * How a model is to use the tools of a request (schema "ToolChoice", since MCP 2025-11-25).
 *
 * @param mode whether it uses tools; absent means {@link Mode#AUTO}
 * @param extra members that this library does not know
 */
public record ToolChoice(Optional<Mode> mode, Map<String, Object> extra) {

    /** Whether a model uses tools. */
    public enum Mode {
        /** The model decides. */
        AUTO("auto"),
        /** It must use one. */
        REQUIRED("required"),
        /** It must use none. */
        NONE("none");

        private final String wireName;

        Mode(String wireName) {
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

    /** Copies the collections. */
    public ToolChoice {
        extra = Members.copyOf(extra);
    }
}
