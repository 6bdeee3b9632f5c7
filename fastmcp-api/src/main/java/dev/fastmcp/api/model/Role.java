package dev.fastmcp.api.model;

/** Who speaks in a conversation with a model (schema "Role"). */
public enum Role {
    /** The person, or the program that acts for one. */
    USER("user"),
    /** The model. */
    ASSISTANT("assistant");

    private final String wireName;

    Role(String wireName) {
        this.wireName = wireName;
    }

    /**
     * Returns the name used in messages.
     *
     * @return {@code user} or {@code assistant}
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
