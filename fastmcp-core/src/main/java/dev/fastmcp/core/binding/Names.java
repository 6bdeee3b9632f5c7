package dev.fastmcp.core.binding;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.shared.Spelling;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Names in Java and names of servers. */
final class Names {

    private static final int SHOWN = 3;
    private static final int SHOWN_CHARACTERS = 60;

    private Names() {}

    static String snakeCase(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z])([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }

    static String quoted(String name) {
        return "\"" + ServerText.excerpt(name, SHOWN_CHARACTERS) + "\"";
    }

    static String quoted(Collection<String> names) {
        return names.stream().map(Names::quoted).collect(Collectors.joining(", "));
    }

    /** What to say if the class file does not tell the name of a parameter. */
    static String unknown(Type type, Parameter parameter) {
        return "the name of " + Differences.shown(type) + " " + parameter.getName()
                + " is unknown: add @ToolArgument, or compile the interface with -parameters";
    }

    /** The names most like the one that is missing, in words that end a message. */
    static String instead(String missing, Collection<String> known) {
        if (known.isEmpty()) {
            return "there is none";
        }
        return "the nearest of " + known.size() + ": " + quoted(Spelling.nearest(missing, known, SHOWN));
    }
}
