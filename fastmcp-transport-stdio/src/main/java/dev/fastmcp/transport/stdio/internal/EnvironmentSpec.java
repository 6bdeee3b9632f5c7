package dev.fastmcp.transport.stdio.internal;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which environment variables a server gets. Everything is off but a list of harmless names, because the environment of
 * a program is where its secrets are.
 *
 * @param own variables set by hand; they win
 * @param inherited names taken over from this program as well
 * @param inheritAll whether everything is taken over
 */
public record EnvironmentSpec(Map<String, String> own, List<String> inherited, boolean inheritAll) {

    private static final List<String> SAFE_POSIX = List.of("HOME", "LOGNAME", "PATH", "SHELL", "TERM", "USER");

    private static final List<String> SAFE_WINDOWS = List.of(
            "APPDATA",
            "HOMEDRIVE",
            "HOMEPATH",
            "LOCALAPPDATA",
            "PATH",
            "PATHEXT",
            "PROCESSOR_ARCHITECTURE",
            "SYSTEMDRIVE",
            "SYSTEMROOT",
            "TEMP",
            "USERNAME",
            "USERPROFILE");

    /** Copies the collections. */
    public EnvironmentSpec {
        own = Map.copyOf(own);
        inherited = List.copyOf(inherited);
    }

    /**
     * Makes the environment of one process.
     *
     * @param parent the environment of this program
     * @param windows whether names differ in more than case
     * @return the variables; a map of its own
     */
    Map<String, String> resolve(Map<String, String> parent, boolean windows) {
        Map<String, String> source = emptyMap(windows);
        source.putAll(parent);
        // Values that start so are functions which an old bash exported; a shell started by the server would run them.
        source.values().removeIf(value -> value.startsWith("()"));
        Map<String, String> result = emptyMap(windows);
        if (inheritAll) {
            result.putAll(source);
        } else {
            copy(windows ? SAFE_WINDOWS : SAFE_POSIX, source, result);
            copy(inherited, source, result);
        }
        result.putAll(own);
        return result;
    }

    private static Map<String, String> emptyMap(boolean windows) {
        return windows ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new TreeMap<>();
    }

    private static void copy(List<String> names, Map<String, String> from, Map<String, String> to) {
        for (String name : names) {
            String value = from.get(name);
            if (value != null) {
                to.put(name, value);
            }
        }
    }

    /** Shows names only. */
    @Override
    public String toString() {
        return "EnvironmentSpec[own=" + own.keySet() + ", inherited=" + (inheritAll ? "all" : inherited) + ']';
    }
}
