package dev.fastmcp.api.config;

/**
 * Something in a configuration that its author should know.
 *
 * @param path where, such as {@code mcpServers.weather.args[0]}
 * @param message what is wrong there and what would be right; it never repeats a value
 * @param error true if the entry cannot be used because of it; false for a warning
 */
public record ConfigProblem(String path, String message, boolean error) {

    static ConfigProblem error(String path, String message) {
        return new ConfigProblem(path, message, true);
    }

    static ConfigProblem warning(String path, String message) {
        return new ConfigProblem(path, message, false);
    }

    /** Returns path and message as one line. */
    @Override
    public String toString() {
        return path + ": " + message;
    }
}
