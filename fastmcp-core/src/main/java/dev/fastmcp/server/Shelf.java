package dev.fastmcp.server;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** The components of one kind, by name and in the order in which they were added, and which of them clients may know of. Immutable. */
final class Shelf<T> {

    private final String what;
    private final Function<? super T, Set<String>> tags;
    private final Set<String> disabled;
    private final Map<String, T> all;
    private final Map<String, T> shown;

    private Shelf(String what, Function<? super T, Set<String>> tags, Set<String> disabled, Map<String, T> all) {
        this.what = what;
        this.tags = tags;
        this.disabled = disabled;
        this.all = all;
        this.shown = shown();
    }

    private Map<String, T> shown() {
        if (disabled.isEmpty()) {
            return all;
        }
        Map<String, T> rest = new LinkedHashMap<>(all);
        rest.values().removeIf(component -> !Collections.disjoint(tags.apply(component), disabled));
        return Collections.unmodifiableMap(rest);
    }

    /**
     * A shelf with nothing on it.
     *
     * @param what its components are, in messages
     * @param tags what a component is marked with
     */
    static <T> Shelf<T> of(String what, Function<? super T, Set<String>> tags) {
        return new Shelf<>(what, tags, Set.of(), Map.of());
    }

    /** What clients may know of. */
    Collection<T> components() {
        return shown.values();
    }

    /** Empty if there is none of this name, or clients must not know of it. */
    Optional<T> find(String name) {
        return Optional.ofNullable(shown.get(name));
    }

    Shelf<T> with(String name, T added) {
        if (all.containsKey(name)) {
            throw new IllegalArgumentException("the server has a " + what + " " + name
                    + " already: remove it first, or give the other another name");
        }
        Map<String, T> more = new LinkedHashMap<>(all);
        more.put(name, added);
        return new Shelf<>(what, tags, disabled, Collections.unmodifiableMap(more));
    }

    /** The same shelf if there is none of this name. */
    Shelf<T> without(String name) {
        if (!all.containsKey(name)) {
            return this;
        }
        Map<String, T> rest = new LinkedHashMap<>(all);
        rest.remove(name);
        return new Shelf<>(what, tags, disabled, Collections.unmodifiableMap(rest));
    }

    /** Without what has one of these tags, whatever was hidden before. */
    Shelf<T> hiding(Set<String> unwanted) {
        return new Shelf<>(what, tags, unwanted, all);
    }

    /** Whether clients find the same on it. */
    boolean looksLike(Shelf<T> other) {
        return shown.equals(other.shown);
    }
}
