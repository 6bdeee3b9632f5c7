package dev.fastmcp.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fastmcp.api.config.ComponentNames;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How components of several servers are called. */
class ComponentNamesTest {

    private final ComponentNames prefixed = ComponentNames.prefixed();

    @ParameterizedTest
    @CsvSource({
        "wiki, docs://start, docs://wiki/start",
        "wiki, docs://a/b?c#d, docs://wiki/a/b?c#d",
        "wiki, 'docs://{page}', 'docs://wiki/{page}'",
        "my wiki, docs://x, docs://my%20wiki/x",
        "a/b, docs://x, docs://a%2Fb/x",
        "wiki, urn:isbn:1, urn:isbn:1",
    })
    void theServerStandsInTheAddressOfAResource(String server, String original, String shown) {
        assertThat(prefixed.uri(server, original)).isEqualTo(shown);
        assertThat(prefixed.originalUri(server, shown)).contains(original);
    }

    @Test
    void anAddressOfAnotherServerIsNone() {
        assertThat(prefixed.originalUri("wiki", "docs://wiki2/start")).isEmpty();
        assertThat(prefixed.originalUri("wiki", "docs://wiki")).isEmpty();
        assertThat(prefixed.originalName("wiki", "wiki2_find")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "a_b", "my server", "server/1", "\u00fc", "_", "%2F"})
    void namesComeBackAsTheyWere(String server) {
        for (String original : new String[] {"t", "b_t", "", "_", "x/y"}) {
            assertThat(prefixed.originalName(server, prefixed.name(server, original)))
                    .contains(original);
            assertThat(prefixed.originalUri(server, prefixed.uri(server, "s://" + original)))
                    .contains("s://" + original);
        }
    }

    @Test
    void withoutPrefixesNothingChanges() {
        assertThat(ComponentNames.unchanged().name("a", "t")).isEqualTo("t");
        assertThat(ComponentNames.unchanged().originalUri("a", "x://y")).contains("x://y");
    }
}
