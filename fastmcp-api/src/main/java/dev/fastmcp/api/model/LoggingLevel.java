package dev.fastmcp.api.model;

/**
 * How serious a log message is, the least first (schema "LoggingLevel", after RFC 5424). Compare with {@code
 * compareTo}.
 */
public enum LoggingLevel {
    /** For those who look for a fault. */
    DEBUG("debug"),
    /** The course of events. */
    INFO("info"),
    /** Normal, but worth a look. */
    NOTICE("notice"),
    /** May become an error. */
    WARNING("warning"),
    /** Something failed. */
    ERROR("error"),
    /** A part of the server failed. */
    CRITICAL("critical"),
    /** Somebody has to act at once. */
    ALERT("alert"),
    /** The server is unusable. */
    EMERGENCY("emergency");

    private final String wireName;

    LoggingLevel(String wireName) {
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
