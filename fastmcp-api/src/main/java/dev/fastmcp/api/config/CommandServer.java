package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A server that is started as a process and spoken to over its standard streams. Immutable and thread-safe.
 *
 * @param json the entry as it is written
 */
public record CommandServer(Map<String, Object> json) implements McpServerConfig {

    /**
     * Checks and copies the entry.
     *
     * @param json the entry
     * @throws ConfigException if a member has the wrong type, or {@code command} is missing or blank
     */
    public CommandServer {
        json = Checks.entry(json);
        if (!(json.get("command") instanceof String)) {
            throw new ConfigException("A server that is started needs a \"command\": give one");
        }
    }

    /**
     * Makes an entry.
     *
     * @param command the program
     * @param args its arguments
     * @return the entry
     * @throws ConfigException if the command is blank
     */
    public static CommandServer of(String command, String... args) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("command", command);
        if (args.length > 0) {
            json.put("args", List.of(args));
        }
        return new CommandServer(json);
    }

    /**
     * Returns a copy in which one member is set.
     *
     * @param member its name, such as {@code env}
     * @param value free-form JSON
     * @return the copy
     * @throws ConfigException if the value has the wrong type
     */
    public CommandServer with(String member, Object value) {
        return new CommandServer(Checks.with(json, member, value));
    }

    /**
     * Returns the program.
     *
     * @return its name or path
     */
    public String command() {
        return String.valueOf(json.get("command"));
    }

    /**
     * Returns the arguments of the program.
     *
     * @return {@code args}; empty by default
     */
    public List<String> args() {
        return Texts.list(json, "args");
    }

    /**
     * Returns what is added to the environment of the process.
     *
     * @return {@code env}; numbers and booleans as text
     */
    public Map<String, String> env() {
        return Texts.texts(json, "env");
    }

    /**
     * Returns the working directory of the process.
     *
     * @return {@code cwd}
     */
    public Optional<String> cwd() {
        return Texts.text(json, "cwd");
    }

    /**
     * Tells whether the process stays when a session ends.
     *
     * @return {@code keep_alive}; empty for the transport's default
     */
    public Optional<Boolean> keepAlive() {
        return json.get("keep_alive") instanceof Boolean keep ? Optional.of(keep) : Optional.empty();
    }

    /** Shows the program, the number of arguments and the names in the environment: all else may be secret. */
    @Override
    public String toString() {
        return "CommandServer[command=" + command() + ", args=" + args().size() + ", env=" + env().keySet() + "]";
    }
}
