package dev.fastmcp.core.binding;

import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Collects in what an interface differs from the tools of a server, method by method. */
final class Differences {

    private static final int SHOWN = 100;

    private final Class<?> type;
    private final String server;
    private final Map<String, List<String>> byMethod = new LinkedHashMap<>();

    Differences(Class<?> type, String server) {
        this.type = type;
        this.server = server;
    }

    /** Where to write down what is wrong with a method. */
    List<String> of(Method method) {
        return byMethod.computeIfAbsent(shown(method), name -> new ArrayList<>());
    }

    static Consumer<String> prefixed(List<String> found, String prefix) {
        return text -> found.add(prefix + text);
    }

    private static String shown(Method method) {
        String parameters = Arrays.stream(method.getGenericParameterTypes())
                .map(Differences::shown)
                .collect(Collectors.joining(", "));
        return method.getName() + "(" + parameters + ")";
    }

    /** The name as one would write it in source code. */
    static String shown(Type type) {
        return type.getTypeName().replaceAll("[\\p{Alnum}_]+[.$](?=[\\p{Alnum}_])", "");
    }

    void throwIfAny() {
        List<String> lines = new ArrayList<>();
        byMethod.forEach((method, found) -> found.forEach(text -> lines.add("  " + method + ": " + text)));
        if (lines.isEmpty()) {
            return;
        }
        int more = lines.size() - SHOWN;
        String shown = lines.stream().limit(SHOWN).collect(Collectors.joining("\n"));
        throw new IllegalArgumentException("The interface " + type.getName() + " does not fit the tools of the server"
                + server + ":\n" + shown + (more > 0 ? "\n  and " + more + " more" : ""));
    }
}
