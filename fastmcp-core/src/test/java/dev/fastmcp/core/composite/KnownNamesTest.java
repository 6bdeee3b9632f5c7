package dev.fastmcp.core.composite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is remembered of lists. */
class KnownNamesTest {

    private static final KnownNames.Names SOME = new KnownNames.Names(Set.of("a"), Set.of());

    private final KnownNames known = new KnownNames();

    @Test
    void remembersTheLastListOfEachKind() {
        known.listed(Kind.TOOLS, SOME, known.edition());
        assertThat(known.of(Kind.TOOLS)).isEqualTo(SOME);
        assertThat(known.of(Kind.PROMPTS)).isNull();
        known.forget();
        assertThat(known.of(Kind.TOOLS)).isNull();
    }

    @Test
    void aListThatWasOnItsWayWhenAllWasForgottenIsNotRemembered() {
        long before = known.edition();
        known.forget();
        known.listed(Kind.TOOLS, SOME, before);
        assertThat(known.of(Kind.TOOLS)).isNull();
    }
}
