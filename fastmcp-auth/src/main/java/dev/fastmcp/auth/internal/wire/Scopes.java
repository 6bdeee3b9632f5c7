package dev.fastmcp.auth.internal.wire;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;

/** Sets of scopes (RFC 6749, section 3.3), in the order in which they were named. */
public final class Scopes {

    private Scopes() {}

    /** Reads scopes separated by blanks; what cannot be a scope is left out. */
    public static Set<String> parse(String text) {
        return Arrays.stream(text.split(" "))
                .filter(Scopes::isScope)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(LinkedHashSet::new), Collections::unmodifiableSet));
    }

    /** Tells whether a text is one scope. */
    public static boolean isScope(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\');
    }

    /** Joins two sets. */
    public static Set<String> union(Collection<String> one, Collection<String> two) {
        Set<String> union = new LinkedHashSet<>(one);
        union.addAll(two);
        return Collections.unmodifiableSet(union);
    }
}
