package dev.fastmcp.core.transport;

import java.util.List;
import java.util.function.ToIntFunction;

/** Finds those that nobody outranks. */
final class Ranking {

    private Ranking() {}

    /** Returns all with the highest rank: none only if there are none, several if they are equals. */
    static <T> List<T> highest(List<T> all, ToIntFunction<T> rank) {
        int highest = all.stream().mapToInt(rank).max().orElse(0);
        return all.stream().filter(each -> rank.applyAsInt(each) == highest).toList();
    }
}
