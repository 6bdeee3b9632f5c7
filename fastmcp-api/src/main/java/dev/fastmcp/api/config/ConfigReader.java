package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.shared.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the servers in a JSON object, and what is wrong with them. */
final class ConfigReader {

    static final String USUAL_ROOT = "mcpServers";
    private static final List<String> ROOTS = List.of(USUAL_ROOT, "servers");
    private static final int NAMES_SHOWN = 20;

    private final Map<String, McpServerConfig> servers = new LinkedHashMap<>();
    private final List<ConfigProblem> problems = new ArrayList<>();
    private final String root;

    ConfigReader(Map<String, Object> json) {
        root = rootOf(json);
        if (root.isEmpty()) {
            json.forEach((name, value) -> {
                if (looksLikeServer(value)) {
                    entry(name, value);
                } else if (value instanceof Map<?, ?>) {
                    problems.add(ConfigProblem.warning(
                            JsonPath.member("", name), "is no server, as it has neither a \"command\" nor a \"url\""));
                }
            });
        } else {
            Object entries = json.get(root);
            if (entries instanceof Map<?, ?> map) {
                map.forEach((name, value) -> entry(String.valueOf(name), value));
            } else if (entries != null) {
                throw new ConfigException(
                        root + ": must be an object of servers by name, not " + ServerFields.typeOf(entries));
            } else {
                misspeltRoot(json);
            }
        }
        List<ConfigProblem> errors =
                problems.stream().filter(ConfigProblem::error).toList();
        if (servers.isEmpty() && !errors.isEmpty()) {
            throw new ConfigException("No server of the configuration can be used: "
                    + errors.stream().limit(5).map(ConfigProblem::toString).collect(Collectors.joining("; ")));
        }
    }

    String root() {
        return root;
    }

    Map<String, McpServerConfig> servers() {
        return servers;
    }

    List<ConfigProblem> problems() {
        return problems;
    }

    /** Returns the name of the member that holds the servers; empty if the object itself does. */
    static String rootOf(Map<String, Object> json) {
        for (String name : ROOTS) {
            if (json.containsKey(name) && !looksLikeServer(json.get(name))) {
                return name;
            }
        }
        return json.values().stream().anyMatch(ConfigReader::looksLikeServer) ? "" : USUAL_ROOT;
    }

    private static boolean looksLikeServer(@Nullable Object value) {
        return value instanceof Map<?, ?> map
                && (isText(map, "command") || isText(map, "url") || isText(map, "httpUrl"));
    }

    private static boolean isText(Map<?, ?> map, String name) {
        return map.get(name) instanceof String;
    }

    private void misspeltRoot(Map<String, Object> json) {
        json.keySet().forEach(name -> {
            if (json.get(name) instanceof Map<?, ?> map
                    && map.values().stream().anyMatch(ConfigReader::looksLikeServer)) {
                Spelling.meant(name, ROOTS)
                        .ifPresent(near -> problems.add(ConfigProblem.error(
                                JsonPath.member("", name),
                                "holds servers, but is unknown; did you mean \"" + near + "\"?")));
            }
        });
    }

    private void entry(String name, @Nullable Object value) {
        String path = JsonPath.member(root, name);
        if (!(value instanceof Map<?, ?> map)) {
            problems.add(ConfigProblem.error(path, "must be an object, not " + ServerFields.typeOf(value)));
            return;
        }
        if (name.isBlank()) {
            problems.add(ConfigProblem.error(path, "the name of a server must not be blank"));
            return;
        }
        Map<String, Object> entry = Frozen.map(map);
        List<ConfigProblem> found = ServerFields.problems(path, entry);
        problems.addAll(found);
        if (found.stream().noneMatch(ConfigProblem::error)) {
            servers.put(name, McpServerConfig.of(entry));
        }
    }

    static String names(Collection<String> names) {
        return names.isEmpty()
                ? "none"
                : names.stream()
                        .limit(NAMES_SHOWN)
                        .map(name -> "\"" + ServerText.excerpt(name, 80) + "\"")
                        .collect(Collectors.joining(", "));
    }
}
