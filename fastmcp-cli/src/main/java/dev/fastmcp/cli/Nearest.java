package dev.fastmcp.cli;

import dev.fastmcp.api.shared.Spelling;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** Says which names somebody may have meant. */
final class Nearest {

    private static final int SHOWN = 3;

    private Nearest() {}

    /** Returns a sentence, or nothing if no name is near. */
    static String hint(String wanted, Collection<String> names) {
        List<String> near = Spelling.near(wanted, names, SHOWN);
        return near.isEmpty()
                ? ""
                : near.stream()
                        .map(name -> "\"" + name + "\"")
                        .collect(Collectors.joining(", ", "; did you mean ", "?"));
    }
}
