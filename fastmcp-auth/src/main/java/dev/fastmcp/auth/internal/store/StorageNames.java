package dev.fastmcp.auth.internal.store;

import dev.fastmcp.api.error.ServerText;
import dev.fastmcp.api.spi.TokenStorage;
import java.io.IOException;
import java.util.regex.Pattern;

/** The names that a storage takes: they become names of files. */
public final class StorageNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}");
    private static final int SHOWN_CHARACTERS = 60;
    private static final int MAX_ASIDE = 10;
    private static final int LONGEST_WITH_SUFFIX = 180;

    private StorageNames() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if no storage can have it
     */
    public static String checked(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "name must be letters, digits, hyphens, underscores and full stops, 200 at"
                            + " most, without a full stop at the beginning, and not \""
                            + ServerText.excerpt(name, SHOWN_CHARACTERS) + "\"");
        }
        return name;
    }

    /** A name for a value that nobody understands; the last one is used again and again. */
    public static String aside(TokenStorage storage, String name) throws IOException {
        int number = 1;
        while (number < MAX_ASIDE && storage.load(aside(name, number)).isPresent()) {
            number++;
        }
        return aside(name, number);
    }

    /** Deletes all that {@link #aside(TokenStorage, String)} has named for a value. */
    public static void forgetAside(TokenStorage storage, String name) throws IOException {
        for (int number = 1; number <= MAX_ASIDE; number++) {
            storage.delete(aside(name, number));
        }
    }

    private static String aside(String name, int number) {
        return name.substring(0, Math.min(name.length(), LONGEST_WITH_SUFFIX)) + ".corrupt-" + number;
    }
}
