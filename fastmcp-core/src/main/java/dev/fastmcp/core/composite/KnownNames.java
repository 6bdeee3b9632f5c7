package dev.fastmcp.core.composite;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The names that clients use for the components of one server, by kind, as they were listed last. Thread-safe. */
final class KnownNames {

    private final Map<Kind<?>, Names> names = new ConcurrentHashMap<>();
    private final AtomicLong edition = new AtomicLong();

    /**
     * Names of one kind.
     *
     * @param hidden of components that clients must not reach
     */
    record Names(Set<String> shown, Set<String> hidden) {

        static final Names NONE = new Names(Set.of(), Set.of());
    }

    /** The components that clients see, and the names of all. */
    record Listed<T>(List<T> components, Names names) {}

    /** To be asked for before a list is. */
    long edition() {
        return edition.get();
    }

    /** Remembers what a list said, unless all was forgotten while it was on its way. */
    void listed(Kind<?> kind, Names found, long before) {
        names.put(kind, found);
        if (edition.get() != before) {
            names.remove(kind, found);
        }
    }

    /** The next question is answered by the server. */
    void forget() {
        edition.incrementAndGet();
        names.clear();
    }

    @Nullable
    Names of(Kind<?> kind) {
        return names.get(kind);
    }
}
