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

/** Collects what is wrong with an interface, method by method. */
final class Differences {

    private static final int SHOWN = 100;

    private final String heading;
    private final Map<String, List<String>> byMethod = new LinkedHashMap<>();

    /** The heading says what cannot be done, up to the colon. */
    Differences(String heading) {
        this.heading = heading;
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
        throw new IllegalArgumentException(heading + ":\n" + shown + (more > 0 ? "\n  and " + more + " more" : ""));
    }
}
