package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Refuses entries that cannot be used. */
final class Checks {

    private Checks() {}

    static Map<String, Object> entry(Map<String, Object> json) {
        Map<String, Object> frozen = Frozen.map(json);
        ServerFields.problems("server", frozen).stream()
                .filter(ConfigProblem::error)
                .findFirst()
                .ifPresent(problem -> {
                    throw new ConfigException("The configuration of a server is wrong: " + problem);
                });
        return frozen;
    }

    static Map<String, Object> with(Map<String, Object> json, String member, Object value) {
        Map<String, Object> changed = new LinkedHashMap<>(json);
        changed.put(member, value);
        return changed;
    }
}
