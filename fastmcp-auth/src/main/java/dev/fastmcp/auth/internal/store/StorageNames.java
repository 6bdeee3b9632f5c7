package dev.fastmcp.auth.internal.store;

/** The names that a storage takes: they become names of files. */
public final class StorageNames {

    private StorageNames() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException if no storage can have it
     */
    public static String checked(String name) {
        if (!name.matches("[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}")) {
            throw new IllegalArgumentException(
                    "This is no name for a storage: give letters, digits, hyphens, underscores"
                            + " and full stops, 200 at most, and no full stop at the beginning");
        }
        return name;
    }
}
