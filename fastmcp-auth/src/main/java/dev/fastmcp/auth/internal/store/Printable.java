package dev.fastmcp.auth.internal.store;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Distrusts what a file says: somebody may have edited it. */
final class Printable {

    private static final int MAX_CHARACTERS = 64 * 1024;

    private Printable() {}

    /** True for what may become part of a header. */
    static boolean is(String text) {
        return text.length() <= MAX_CHARACTERS && text.chars().allMatch(c -> c > ' ' && c <= '~');
    }

    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
