package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

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
    @Override
    public CommandServer with(String member, Object value) {
        return new CommandServer(Checks.with(json, member, value));
    }

    /**
     * Returns a copy with more in the environment of the process.
     *
     * @param name the variable
     * @param value its value; <code>${VAR}</code> is replaced when a client is made
     * @return the copy
     */
    public CommandServer withEnv(String name, String value) {
        return withEnv(Map.of(name, value));
    }

    /**
     * Returns a copy with more in the environment of the process.
     *
     * @param variables what is added; it takes the place of variables of the same name
     * @return the copy
     */
    public CommandServer withEnv(Map<String, String> variables) {
        return with("env", Checks.added(json, "env", variables));
    }

    /**
     * Returns a copy with a working directory.
     *
     * @param folder the folder, exactly as it is to be written
     * @return the copy
     */
    public CommandServer withCwd(Path folder) {
        return with("cwd", folder.toString());
    }

    /**
     * Returns a copy whose process stays, or does not, when a session ends.
     *
     * @param keepAlive true for the process to stay until its client is closed
     * @return the copy
     */
    public CommandServer withKeepAlive(boolean keepAlive) {
        return with(json.containsKey("keepAlive") ? "keepAlive" : "keep_alive", keepAlive);
    }

    /**
     * Returns a copy with a limit for each request.
     *
     * @param timeout whole milliseconds, or zero for no limit
     * @return the copy
     * @throws ConfigException if it is negative, or less than a millisecond
     */
    public CommandServer withTimeout(Duration timeout) {
        return with("timeout", Checks.milliseconds(timeout));
    }

    /**
     * Returns a copy for one era of the protocol.
     *
     * @param era {@code auto}, {@code legacy} or {@code modern}
     * @return the copy
     * @throws ConfigException if it is something else
     */
    public CommandServer withEra(String era) {
        return with("era", era);
    }

    /**
     * Returns a copy that is switched off or on.
     *
     * @param disabled true to leave the server out
     * @return the copy
     */
    public CommandServer withDisabled(boolean disabled) {
        return with("disabled", disabled);
    }

    /**
     * Returns a copy with a text for people.
     *
     * @param description what the server is for
     * @return the copy
     */
    public CommandServer withDescription(String description) {
        return with("description", description);
    }

    /**
     * Returns a copy that shows nothing without one of some tags.
     *
     * @param tags the tags; they take the place of those that were there
     * @return the copy
     */
    public CommandServer withIncludeTags(String... tags) {
        return with("include_tags", List.of(tags));
    }

    /**
     * Returns a copy that shows nothing with one of some tags.
     *
     * @param tags the tags; they take the place of those that were there
     * @return the copy
     */
    public CommandServer withExcludeTags(String... tags) {
        return with("exclude_tags", List.of(tags));
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
     * @return {@code keep_alive}, or else its other name {@code keepAlive}; empty for the transport's default
     */
    public Optional<Boolean> keepAlive() {
        return Stream.of("keep_alive", "keepAlive")
                .map(json::get)
                .filter(Boolean.class::isInstance)
                .map(Boolean.class::cast)
                .findFirst();
    }

    /** Shows the program, the number of arguments and the names in the environment: all else may be secret. */
    @Override
    public String toString() {
        return "CommandServer[command=" + command() + ", args=" + args().size() + ", env=" + env().keySet() + "]";
    }
}
