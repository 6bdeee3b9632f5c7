package dev.fastmcp.core.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.ProtocolVersion;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeysTest {

    private static final ProtocolVersion VERSION = ProtocolVersion.V2025_06_18;

    private static Question page(Map<String, Object> params) {
        return Question.of("tools/list", params, VERSION);
    }

    @Test
    void everyDifferenceMakesAnotherKey() {
        Set<String> keys = new HashSet<>();
        Keys alice = new Keys("s", "alice");
        assertThat(keys.add(alice.own(page(Map.of())))).isTrue();
        assertThat(keys.add(alice.own(page(Map.of("cursor", ""))))).isTrue();
        assertThat(keys.add(alice.own(page(Map.of("cursor", "a"))))).isTrue();
        assertThat(keys.add(alice.everybody(page(Map.of())))).isTrue();
        assertThat(keys.add(new Keys("s", "bob").own(page(Map.of())))).isTrue();
        assertThat(keys.add(new Keys("t", "alice").own(page(Map.of())))).isTrue();
        assertThat(keys.add(alice.own(new Question("tools/list", null, ProtocolVersion.V2025_11_25))))
                .isTrue();
        assertThat(keys.add(alice.own(new Question("prompts/list", null, VERSION))))
                .isTrue();
        assertThat(new Keys("s", "bob").everybody(page(Map.of()))).isIn(keys);
    }

    @Test
    void separatorsInPartsCannotForgeOtherParts() {
        Keys keys = new Keys("a|b", "x|y");
        assertThat(keys.own(page(Map.of("cursor", "%|")))).startsWith("a%7Cb|tools/list|=%25%7C|");
        assertThat(new Keys("a", "p").of("b|c")).isNotEqualTo(new Keys("a|b", "p").of("c"));
    }

    @Test
    void whatNotificationsAreAboutIsABeginning() {
        Keys keys = new Keys("s", "p");
        Question read = Question.of("resources/read", Map.of("uri", "file:///a"), VERSION);
        assertThat(keys.own(read)).startsWith(keys.ofResource("file:///a")).startsWith(keys.all());
        assertThat(keys.own(read)).doesNotStartWith(keys.ofResource("file:///"));
        assertThat(keys.own(page(Map.of("cursor", "a")))).startsWith(keys.of("tools/list"));
    }
}
