package dev.fastmcp.transport.http.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "plain",
                "two words",
                "a  b",
                "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
                "=?base64?",
                "=?base64?abc",
                "x=?base64?abc?=",
                "=?utf-8?abc?=",
                "?="
            })
    void leavesWhatAHeaderCarries(String text) {
        assertThat(HeaderText.of(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                " ",
                " leading",
                "trailing ",
                "tab\there",
                "\t",
                "line\nbreak",
                "carriage\rreturn",
                "nul\0",
                "\u007F",
                "größe",
                "漢字",
                "\uD83D\uDE00",
                "=?base64?abc?=",
                "=?base64?=",
                "=?base64??="
            })
    void encodesEverythingElse(String text) {
        String encoded = HeaderText.of(text);

        assertThat(encoded).startsWith("=?base64?").endsWith("?=").matches("[!-~]+");
        byte[] decoded = Base64.getDecoder().decode(encoded.substring(9, encoded.length() - 2));
        assertThat(new String(decoded, StandardCharsets.UTF_8)).isEqualTo(text);
    }

    @Test
    void padsAsTheSpecificationShows() {
        assertThat(HeaderText.of("ä")).isEqualTo("=?base64?w6Q=?=");
        assertThat(HeaderText.of(" a")).isEqualTo("=?base64?IGE=?=");
    }
}
