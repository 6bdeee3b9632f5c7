package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.ServerText;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Servers by name, as in the {@code mcpServers} files of many applications. The root {@code servers} of VS Code and a bare object of servers are read as well. Members that this library does not
 * know, the order, and placeholders such as <code>${TOKEN}</code> are kept. Immutable and thread-safe; {@code toString} shows names only.
 *
 * <p>A bad entry costs that entry alone: it is missing from {@link #servers()}, and {@link #invalidServers()} says why; {@link #problems()} has all that was found.
 */
public final class McpConfig {

    private static final McpConfig EMPTY = of(Map.of());

    private final Map<String, Object> json;
    private final String root;
    private final Map<String, McpServerConfig> servers;
    private final List<ConfigProblem> problems;

    private McpConfig(
            Map<String, Object> json, String root, Map<String, McpServerConfig> servers, List<ConfigProblem> problems) {
        this.json = json;
        this.root = root;
        this.servers = Collections.unmodifiableMap(servers);
        this.problems = List.copyOf(problems);
    }

    /**
     * Returns a configuration without servers.
     *
     * @return the same one each time
     */
    public static McpConfig empty() {
        return EMPTY;
    }

    /**
     * Makes a configuration from free-form JSON.
     *
     * @param json such as {@code Map.of("mcpServers", Map.of("weather", Map.of("url", "https://example.com/mcp")))}
     * @return the configuration
     * @throws ConfigException if it holds something that is not JSON, or entries of which none can be used
     */
    public static McpConfig of(Map<?, ?> json) {
        Map<String, Object> frozen = Frozen.map(json);
        ConfigReader reader = new ConfigReader(frozen);
        return new McpConfig(frozen, reader.root(), reader.servers(), reader.problems());
    }

    /**
     * Reads a text.
     *
     * @param text JSON, in which comments and a comma before a closing bracket are allowed
     * @return the configuration
     * @throws ConfigException if it is too long, nested too deep (64 levels), no JSON object, has a name twice, or entries of which none can be used; the message says where
     */
    public static McpConfig parse(String text) {
        if (text.length() > ConfigText.MAX_BYTES) {
            throw ConfigText.tooLong("The configuration");
        }
        if (JsonOutline.of(text).decoded() instanceof Map<?, ?> map) {
            return of(map);
        }
        throw new ConfigException("The configuration is no JSON object: write {\"mcpServers\": {…}}");
    }

    /**
     * Reads a file in UTF-8.
     *
     * @param file a regular file of 16 MiB at most
     * @return the configuration
     * @throws ConfigException if it cannot be read, or as for {@link #parse}; the message names the file
     */
    public static McpConfig read(Path file) {
        String text = ConfigText.read(file);
        try {
            return parse(text);
        } catch (ConfigException e) {
            throw new ConfigException(file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Writes everything to a file, in one step: a reader sees the old file or the new one. Makes the folders that are missing; a new file can be read by its owner only, where the file system knows
     * owners; a symbolic link stays, and its target is written. To change one entry and nothing else, use {@link McpConfigFile}.
     *
     * @param file where to
     * @throws ConfigException if it cannot be written
     */
    public void write(Path file) {
        ConfigText.write(file, JsonLayout.of(json, "", "\n") + "\n");
    }

    /**
     * Returns the servers that can be used, those that are switched off included.
     *
     * @return unmodifiable, in document order
     */
    public Map<String, McpServerConfig> servers() {
        return servers;
    }

    /**
     * Returns the servers that are not switched off.
     *
     * @return unmodifiable, in document order
     */
    public Map<String, McpServerConfig> enabledServers() {
        Map<String, McpServerConfig> enabled = new LinkedHashMap<>(servers);
        enabled.values().removeIf(McpServerConfig::disabled);
        return Collections.unmodifiableMap(enabled);
    }

    /**
     * Tells which servers cannot be used because their entries are wrong; those that are switched off are left out.
     *
     * @return what is wrong, by the name of the server; unmodifiable, in document order
     */
    public Map<String, ConfigException> invalidServers() {
        Map<String, ConfigException> invalid = new LinkedHashMap<>();
        entries().forEach((name, entry) -> {
            boolean off = entry instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("disabled"));
            if (!off && !servers.containsKey(name)) {
                String errors = errors(name).map(ConfigProblem::toString).collect(Collectors.joining("; "));
                if (!errors.isEmpty()) {
                    invalid.put(name, new ConfigException(errors));
                }
            }
        });
        return Collections.unmodifiableMap(invalid);
    }

    /**
     * Tells whether somebody wants to have several servers, whether they can be used or not, so that an entry that is wrong does not change what the components of the others are called.
     *
     * @return true if more than one is switched on
     */
    public boolean hasSeveralServers() {
        return enabledServers().size() + invalidServers().size() > 1;
    }

    private Stream<ConfigProblem> errors(String name) {
        return problems.stream().filter(problem -> problem.error() && isWithin(problem.path(), path(name)));
    }

    private static boolean isWithin(String path, String entry) {
        return path.startsWith(entry)
                && (path.length() == entry.length() || ".[".indexOf(path.charAt(entry.length())) >= 0);
    }

    /**
     * Returns one server.
     *
     * @param name its name
     * @return the server
     * @throws ConfigException if there is none of this name, or its entry is wrong; the message says what, or which there are
     */
    public McpServerConfig server(String name) {
        McpServerConfig found = servers.get(name);
        if (found != null) {
            return found;
        }
        throw new ConfigException(errors(name)
                .findFirst()
                .map(problem -> "The server cannot be used: " + problem)
                .orElseGet(() -> "There is no server \"" + ServerText.excerpt(name, 80)
                        + "\" in the configuration; there are: " + ConfigReader.names(servers.keySet())));
    }

    /**
     * Returns what is wrong or looks misspelt.
     *
     * @return errors and warnings in document order; the entries with errors are not among the servers
     */
    public List<ConfigProblem> problems() {
        return problems;
    }

    /**
     * Returns where an entry is, for messages.
     *
     * @param name the name of a server
     * @return such as {@code mcpServers.weather}
     */
    public String path(String name) {
        return JsonPath.member(root, name);
    }

    /**
     * Returns the whole configuration as it was read.
     *
     * @return free-form JSON in document order; deeply unmodifiable
     */
    public Map<String, Object> json() {
        return json;
    }

    /**
     * Returns a copy in which a server is added or replaced.
     *
     * @param name its name
     * @param server the server
     * @return the copy; a server that is replaced keeps its place
     */
    public McpConfig with(String name, McpServerConfig server) {
        Map<String, Object> entries = new LinkedHashMap<>(entries());
        entries.put(name, server.json());
        return withEntries(entries);
    }

    /**
     * Returns a copy without a server.
     *
     * @param name its name; need not be there
     * @return the copy
     */
    public McpConfig without(String name) {
        Map<String, Object> entries = new LinkedHashMap<>(entries());
        entries.remove(name);
        return withEntries(entries);
    }

    private Map<String, Object> entries() {
        return root.isEmpty() ? json : Texts.object(json, root);
    }

    private McpConfig withEntries(Map<String, Object> entries) {
        if (root.isEmpty()) {
            return of(entries);
        }
        Map<String, Object> changed = new LinkedHashMap<>(json);
        changed.put(root, entries);
        return of(changed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof McpConfig that && json.equals(that.json);
    }

    @Override
    public int hashCode() {
        return json.hashCode();
    }

    /** Shows the names of the servers. */
    @Override
    public String toString() {
        return "McpConfig" + servers.keySet();
    }
}
