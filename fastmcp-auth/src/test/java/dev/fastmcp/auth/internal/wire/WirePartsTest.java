package dev.fastmcp.auth.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WirePartsTest {

    private static JsonMembers members(String name, Object value) {
        return new JsonMembers(Map.of(name, value));
    }

    @Test
    void takesMembersOfTheWrongTypeForAbsent() {
        assertThat(members("a", "x").text("a")).contains("x");
        assertThat(members("a", "").text("a")).isEmpty();
        assertThat(members("a", 1).text("a")).isEmpty();
        assertThat(members("a", "x").text("b")).isEmpty();
        assertThat(members("a", true).flag("a")).isTrue();
        assertThat(members("a", "true").flag("a")).isFalse();
        assertThat(members("a", Arrays.asList("x", 1, null, "y")).texts("a")).contains(List.of("x", "y"));
        assertThat(members("a", "x").texts("a")).isEmpty();
        assertThat(members("a", Map.of("b", "c")).object("a").flatMap(inner -> inner.text("b")))
                .contains("c");
        assertThat(members("a", List.of()).object("a")).isEmpty();
    }

    @Test
    void readsNumbersAlsoFromTexts() {
        assertThat(members("a", 3600).number("a")).contains(3600.0);
        assertThat(members("a", "3600").number("a")).contains(3600.0);
        assertThat(members("a", "-1.5").number("a")).contains(-1.5);
        assertThat(members("a", "1e9").number("a")).isEmpty();
        assertThat(members("a", "NaN").number("a")).isEmpty();
        assertThat(members("a", "9".repeat(400)).number("a")).isEmpty();
        assertThat(members("a", true).number("a")).isEmpty();
    }

    @Test
    void writesForms() {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "a:b");
        form.put("scope", "x y+z&=%");

        assertThat(FormText.of(form)).isEqualTo("grant_type=a%3Ab&scope=x+y%2Bz%26%3D%25");
        assertThat(FormText.of(Map.of())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://h.example/a?secret=1#secret, https://h.example/a",
        "https://u:secret@h.example:8443,     https://h.example:8443",
        "javascript:secret(),                 javascript:…",
        "https:secret,                        https:…",
    })
    void showsAddressesWithoutWhatMayBeSecret(URI address, String shown) {
        assertThat(AuthFailures.shown(address)).isEqualTo(shown);
    }

    @Test
    void showsTextOfServersOnOneShortLine() {
        assertThat(AuthFailures.shown("a\r\nb\u001b[31m" + "x".repeat(500)))
                .startsWith("a  b\uFFFD[31mx")
                .hasSize(201);
    }

    @ParameterizedTest
    @CsvSource({
        "HTTPS://H.example:443/x, https://h.example",
        "http://h.example:80,     http://h.example",
        "http://h.example:443/,   http://h.example:443",
        "https://[::1]:8443/x?y,  https://[::1]:8443",
    })
    void knowsOrigins(URI address, String origin) {
        assertThat(WebOrigin.of(address)).hasToString(origin).isEqualTo(WebOrigin.of(URI.create(origin)));
    }
}
