package dev.fastmcp.core.transform;

import dev.fastmcp.api.error.ConfigException;
import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.shared.Spelling;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A place in a configuration, for messages. */
record Place(String path) {

    private static final int SHOWN = 80;
    private static final int NAMES_SHOWN = 20;

    Place member(String name) {
        boolean plain = name.matches("[A-Za-z0-9_$-]{1,80}");
        return new Place(plain ? path + "." + name : path + "[" + quoted(name) + "]");
    }

    ConfigException wrong(String message) {
        return new ConfigException(this + ": " + message);
    }

    /**
     * Refuses two that end up with one name.
     *
     * @param what they are
     * @param other the original name of the one that has the name already; {@code null} if there is none
     */
    void refuseTwo(String what, @Nullable String other, String original, String name) {
        if (other != null) {
            throw wrong("the " + what + " " + quoted(other) + " and " + quoted(original) + " would both be called "
                    + quoted(name) + ": give one of them another name");
        }
    }

    static String quoted(String name) {
        return "\"" + ServerText.excerpt(name, SHOWN) + "\"";
    }

    /** What to use instead of a name that is unknown, in words that end a message. */
    static String instead(String unknown, Collection<String> known) {
        return Spelling.meant(unknown, known)
                .map(near -> "did you mean " + quoted(near) + "?")
                .orElseGet(() -> known.isEmpty() ? "there is none" : "there are: " + listed(known));
    }

    private static String listed(Collection<String> names) {
        String shown = names.stream().limit(NAMES_SHOWN).map(Place::quoted).collect(Collectors.joining(", "));
        return names.size() > NAMES_SHOWN ? shown + ", and " + (names.size() - NAMES_SHOWN) + " more" : shown;
    }

    @Override
    public String toString() {
        return path;
    }
}
