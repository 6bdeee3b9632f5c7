package dev.fastmcp.core.transport;

import dev.fastmcp.api.config.ConfigProblem;
import dev.fastmcp.api.config.McpConfig;
import dev.fastmcp.api.error.ConfigException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The entries of a configuration that are no servers because something in them is wrong. */
public final class WrongEntries {

    private WrongEntries() {}

    /**
     * Finds those that are not switched off.
     *
     * @return what is wrong, by the name of the server, in document order
     */
    public static Map<String, ConfigException> of(McpConfig config) {
        Map<String, ConfigException> wrong = new LinkedHashMap<>();
        entries(config).forEach((key, entry) -> {
            String name = String.valueOf(key);
            boolean off = entry instanceof Map<?, ?> map && Boolean.TRUE.equals(map.get("disabled"));
            if (!off && !config.servers().containsKey(name)) {
                String errors = config.problems().stream()
                        .filter(problem -> problem.error() && isWithin(problem.path(), config.path(name)))
                        .map(ConfigProblem::toString)
                        .collect(Collectors.joining("; "));
                if (!errors.isEmpty()) {
                    wrong.put(name, new ConfigException(errors));
                }
            }
        });
        return wrong;
    }

    /** How many servers somebody wants to have, whether they can be used or not. */
    public static int wanted(McpConfig config) {
        return config.enabledServers().size() + of(config).size();
    }

    /**
     * All that is written where servers are expected, in document order.
     *
     * @return by name
     */
    public static Map<?, ?> entries(McpConfig config) {
        String path = config.path("x");
        int root = path.lastIndexOf(".x");
        return root > 0 && config.json().get(path.substring(0, root)) instanceof Map<?, ?> entries
                ? entries
                : config.json();
    }

    private static boolean isWithin(String path, String entry) {
        return path.startsWith(entry)
                && (path.length() == entry.length() || ".[".indexOf(path.charAt(entry.length())) >= 0);
    }
}
