package dev.fastmcp.api.jsonrpc;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RequestIdTest {

    @Test
    void numbersAndTextsAreNeverEqual() {
        assertThat(RequestId.of(1)).isEqualTo(RequestId.of(1)).isNotEqualTo(RequestId.of("1"));
    }

    @Test
    void showTheirKind() {
        assertThat(RequestId.of(1)).hasToString("1");
        assertThat(RequestId.of("1")).hasToString("\"1\"");
    }
}
