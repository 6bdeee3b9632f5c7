package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of an {@code mcpServers} file. It keeps the JSON object it was made from, with members that this library does not know and with placeholders such as <code>${TOKEN}</code>, so that it
 * can be written back as it was; the accessors read that object, and the methods that begin with {@code with} return a changed copy. Immutable and thread-safe. {@code toString} shows no value that may be a secret.
 */
public sealed interface McpServerConfig permits CommandServer, RemoteServer {

    /**
     * Returns the entry as it is written.
     *
     * @return free-form JSON in document order; deeply unmodifiable
     */
    Map<String, Object> json();

    /**
     * Makes an entry from free-form JSON. A {@code command} wins over a {@code url}.
     *
     * @param json such as {@code Map.of("command", "npx")}
     * @return the entry
     * @throws ConfigException if a member has the wrong type, or neither {@code command} nor {@code url} is there
     */
    static McpServerConfig of(Map<String, ?> json) {
        return json.get("command") == null ? new RemoteServer(Frozen.map(json)) : new CommandServer(Frozen.map(json));
    }

    /**
     * Replaces <code>${VAR}</code>, <code>${VAR:-default}</code> and <code>${env:VAR}</code> in {@code command}, {@code args}, {@code env}, {@code cwd}, {@code url}, {@code headers},
     * {@code auth} and {@code tls}. One pass: placeholders in the values of variables stay as they are, so do not expand twice.
     *
     * @param path where the entry is, for messages, such as {@code mcpServers.weather}
     * @param variables usually {@link System#getenv()}
     * @return the entry to connect with; do not write it to a file, it may hold secrets
     * @throws ConfigException if a variable without a default is not set; the message names it and its place
     */
    default McpServerConfig expanded(String path, Map<String, String> variables) {
        return of(new Expansion(variables).entry(path, json()));
    }

    /**
     * Returns a copy in which a member is added or replaced.
     *
     * @param member its name
     * @param value free-form JSON
     * @return the copy
     * @throws ConfigException if the value is no JSON, or of the wrong type for a member that this library knows
     */
    McpServerConfig with(String member, Object value);

    /**
     * Tells whether the entry is switched off.
     *
     * @return {@code disabled}; false by default
     */
    default boolean disabled() {
        return Boolean.TRUE.equals(json().get("disabled"));
    }

    /**
     * Returns how long one request may take.
     *
     * @return {@code timeout}, which is written in milliseconds; zero for no limit
     */
    default Optional<Duration> timeout() {
        return json().get("timeout") instanceof Number number
                ? Optional.of(Duration.ofMillis(number.longValue()))
                : Optional.empty();
    }

    /**
     * Returns which era of the protocol to use.
     *
     * @return {@code era} in lower case: {@code auto}, {@code legacy} or {@code modern}
     */
    default Optional<String> era() {
        return Texts.text(json(), "era").map(era -> era.toLowerCase(Locale.ROOT));
    }

    /**
     * Returns a text for people.
     *
     * @return {@code description}
     */
    default Optional<String> description() {
        return Texts.text(json(), "description");
    }

    /**
     * Returns the address or name of an icon.
     *
     * @return {@code icon}
     */
    default Optional<String> icon() {
        return Texts.text(json(), "icon");
    }

    /**
     * Returns how tools are to be changed: the original name of a tool, then what changes.
     *
     * @return {@code tools} as free-form JSON; empty if it is missing or no object
     */
    default Map<String, Object> tools() {
        return Texts.object(json(), "tools");
    }

    /**
     * Returns the tags of which a component must have one.
     *
     * @return {@code include_tags}; empty for no such condition
     */
    default List<String> includeTags() {
        return Texts.list(json(), "include_tags");
    }

    /**
     * Returns the tags of which a component must have none.
     *
     * @return {@code exclude_tags}
     */
    default List<String> excludeTags() {
        return Texts.list(json(), "exclude_tags");
    }

    /**
     * Tells whether the entry wants clients to see other tools, or not all components. A server with such an entry is connected to like one of several, whatever their number.
     *
     * @return true if there are {@link #tools()}, {@link #includeTags()} or {@link #excludeTags()}, or if {@code tools} is no object, which is refused where it is to be applied
     */
    default boolean changesTools() {
        Object tools = json().get("tools");
        boolean unchanged = tools == null || tools instanceof Map<?, ?> changes && changes.isEmpty();
        return !unchanged || !includeTags().isEmpty() || !excludeTags().isEmpty();
    }

    /**
     * Returns a stable fingerprint of everything in the entry, whatever the order of its members. A host that asks its user before it runs a server can keep it, and ask again when it changes.
     *
     * @return the SHA-256 digest in hexadecimal digits
     */
    default String fingerprint() {
        try {
            byte[] text = Texts.canonical(json()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is missing in this Java runtime", e);
        }
    }
}
