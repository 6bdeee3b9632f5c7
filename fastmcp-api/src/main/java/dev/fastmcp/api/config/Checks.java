package dev.fastmcp.api.config;

import dev.fastmcp.api.error.ConfigException;
import java.time.Duration;
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

    /** Returns the object under a name, with more in it. */
    static Map<String, Object> added(Map<String, Object> json, String name, Map<String, ?> more) {
        Map<String, Object> changed = new LinkedHashMap<>(Texts.object(json, name));
        changed.putAll(more);
        return changed;
    }

    static long milliseconds(Duration timeout) {
        if (timeout.isNegative() || timeout.compareTo(Duration.ofMillis(1)) < 0 && !timeout.isZero()) {
            throw new ConfigException("timeout is " + timeout + ": give a millisecond or more, or zero for no limit");
        }
        return timeout.toMillis();
    }
}
