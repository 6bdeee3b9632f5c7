package dev.fastmcp.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fastmcp.api.error.ConfigException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlReaderTest {

    private static Object read(String text) {
        return YamlReader.block(YamlText.of(text), 1);
    }

    private static Object value(String written) {
        return ((Map<?, ?>) read("k: " + written)).get("k");
    }

    @Test
    void blocksNestByIndentation() {
        assertThat(read("""
            ---
            a:
              b:
                - 1
                -
                  c: 2
                  d:
                  - 3
                  - [4, {e: 5}]
              f: true   # why
            # between

            g:
            - x
            - 'y'
            """))
                .isEqualTo(Map.of(
                        "a",
                        Map.of(
                                "b",
                                List.of(1L, Map.of("c", 2L, "d", List.of(3L, List.of(4L, Map.of("e", 5L))))),
                                "f",
                                true),
                        "g",
                        List.of("x", "y")));
    }

    @Test
    void lineEndsOfAllSystemsAreRead() {
        assertThat(read("a: 1\r\nb:\r\n- 2\r\n")).isEqualTo(Map.of("a", 1L, "b", List.of(2L)));
        assertThat(read("a: 1\rb: 2")).isEqualTo(Map.of("a", 1L, "b", 2L));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "~", "null", "Null", "NULL", "# comment"})
    void nothingIsNull(String written) {
        Map<String, Object> expected = new HashMap<>();
        expected.put("k", null);
        assertThat(read("k: " + written)).isEqualTo(expected);
    }

    @Test
    void wordsThatAreFlagsOrNumbersAreRead() {
        assertThat(value("[true, True, FALSE, 0, -12, 300]")).isEqualTo(List.of(true, true, false, 0L, -12L, 300L));
        assertThat(value("[yes, off, 1.10, 007, 0x1F, +1, 1e3, -0, .5, 1234567890123456789012]"))
                .isEqualTo(Arrays.asList(
                        "yes", "off", "1.10", "007", "0x1F", "+1", "1e3", "-0", ".5", "1234567890123456789012"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        -y                                  | -y
        -y @scope/package                   | -y @scope/package
        http://[::1]:80/x?a=b#c             | http://[::1]:80/x?a=b#c
        a b # not this                      | a b
        a#b                                 | a#b
        it's "so"                           | it's "so"
        a, b]                               | a, b]
        C:\\dir                             | C:\\dir
        'it''s # here: it is'               | it's # here: it is
        '\\n'                               | \\n
        "# a: b"  # not this                | # a: b
        "\\u00e9\\x41\\U0001F600\\/\\""     | éA😀/"
        ''                                  | ``
        <TOKEN>                             | <TOKEN>
        ${TOKEN}                            | ${TOKEN}
        ?x                                  | ?x
        """)
    void textIsReadAsItIsMeant(String written, String expected) {
        assertThat(value(written)).isEqualTo(expected);
    }

    @Test
    void escapesAreRead() {
        assertThat(value("\"a\\tb\\nc\\\\d\\0\\e\"")).isEqualTo("a\tb\nc\\d\0\u001B");
    }

    @Test
    void bracketsHoldListsAndObjects() {
        assertThat(value("[]")).isEqualTo(List.of());
        assertThat(value("{ }")).isEqualTo(Map.of());
        assertThat(value("[a b, \"c, d\", 'e]', [f], ]")).isEqualTo(List.of("a b", "c, d", "e]", List.of("f")));
        assertThat(value("{\"a\":1, b: x:y, 'c' : [], d: {e: f}}"))
                .isEqualTo(Map.of("a", 1L, "b", "x:y", "c", List.of(), "d", Map.of("e", "f")));
    }

    @Test
    void textsOfSeveralLinesKeepTheirLineBreaks() {
        assertThat(read("a: |\n  one\n\n    two # said\n  # said\nb: 1\n"))
                .isEqualTo(Map.of("a", "one\n\n  two # said\n# said\n", "b", 1L));
        assertThat(value("|-\n  one\n\n")).isEqualTo("one");
        assertThat(value("|+\n  one\n\n")).isEqualTo("one\n\n");
        assertThat(value("| # why\n  one")).isEqualTo("one\n");
        assertThat(value("|\n")).isEqualTo("");
        assertThat(value("|-\n    \n  \n")).isEqualTo("");
        assertThat(value("|\n\n  one\n    \n  two")).isEqualTo("\none\n  \ntwo\n");
        assertThat(read("- |\n  one\n- two")).isEqualTo(List.of("one\n", "two"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        k: &a b              | line 1: this form of a value is not understood
        k: *a                | line 1: this form of a value is not understood
        k: !!str b           | line 1: this form of a value is not understood
        k: > text            | line 1: this form of a value is not understood
        k: @b                | line 1: this form of a value is not understood
        k: %b                | line 1: this form of a value is not understood
        k: - b               | line 1: this form of a value is not understood
        k: [a, &b c]         | line 1: this form of a value is not understood
        k: [?]               | line 1: this form of a value is not understood
        k: {?a: b}           | line 1: this form of a value is not understood
        k: [-]               | line 1: this form of a value is not understood
        k: [,]               | line 1: this form of a value is not understood
        ? k                  | line 1: this form of a value is not understood
        k: a: b              | line 1: a value must not hold a colon and a space
        k: a:                | line 1: a value must not hold a colon and a space
        - k: v               | line 1: a value must not hold a colon and a space
        k: "a                | line 1: a quote is not closed in this line
        k: 'a                | line 1: a quote is not closed in this line
        k: "a" b             | line 1: more text than one value
        k: [a] b             | line 1: more text than one value
        k: [a                | line 1: a bracket is not closed in this line
        k: {a: b             | line 1: a bracket is not closed in this line
        k: [a # b]           | line 1: a bracket is not closed in this line
        k: {a}               | line 1: a colon is missing
        k: {a: 1, a: 2}      | line 1: this name is there twice
        k: "\\q"             | line 1: a backslash is followed
        k: "\\u00g0"         | line 1: the number of a character has 4
        k: "\\UFFFFFFFF"     | line 1: there is no character
        k v                  | line 1: a name and a colon
        "k" v                | line 1: a name and a colon
        k:v                  | line 1: a name and a colon
        """)
    void whatIsNotUnderstoodIsRefused(String text, String message) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "k: a\n  b",
                "k: \"a\"\n  b: c",
                "k: [a]\n- b",
                "k:\n    a: 1\n  b: 2",
                "k:\n  - a\n - b",
                "k:\n  - a\n  b: c",
                "k: 1\nk: 2",
                "k:\n\ta: 1",
                "- a\nb: c",
                "k: |2\n    a",
                "k: |\n    \n  a",
                "k: |\n    a\n  b",
                "<<: *a"
            })
    void linesThatDoNotBelongTogetherAreRefused(String text) {
        assertThatThrownBy(() -> read(text)).isInstanceOf(ConfigException.class).hasMessageStartingWith("line ");
    }

    @Test
    void depthHasALimit() {
        StringBuilder deep = new StringBuilder();
        for (int i = 0; i < 2_000; i++) {
            deep.append(" ".repeat(i)).append("k:\n");
        }
        assertThatThrownBy(() -> read(deep + " ".repeat(2_000) + "k: 1"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nested more than 64 levels deep");
        assertThatThrownBy(() -> value("[".repeat(100_000)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("nested more than 64 levels deep");
    }
}
